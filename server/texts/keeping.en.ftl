### How long what is kept, and what was erased: the desk's words.

keeping = How long it is kept
kept-until = This study is kept until { $when }. Then its key is destroyed and a receipt stays.
kept-longer-until = Keep it longer, until
kept-longer-most = The clinic allows { $when } at most.
keep-longer = Keep it longer
kept-now = Kept until { $when }.
entry-study-kept = { $who } has a study kept longer
entry-chat-erased = What was written in this consult was erased
entry-note-erased = The note was erased
entry-record-erased = The record of this consult was erased
erased-chat = The chat was erased
erased-note = The note was erased
erased-record = This record was erased
erased-chat-words = What was written in this consult cannot be read any more.
erased-note-words = The note on this consult cannot be read any more.
erased-record-words = Who came, what was agreed to, who was shown which pictures and what was written cannot be read any more. That there were entries, when, and that nobody changed their number or order can still be proven.
erased-why-lifetime = The time for which the clinic keeps it is over.
erased-why-asked = The clinic was asked to erase it.
erased-items = { $count ->
    [0] Nothing was left of it.
    [one] 1 sealed row, { $size }
   *[other] { $count } sealed rows, { $size }
}
remains-proofs = Numbers and check sums of the entries, which tell nothing.
erased-changed = Somebody changed this receipt. What can be believed is the entry of the record about it.
remains-until = Kept until { $when }.
