### كم يُحفظ كل شيء وما الذي مُحي: كلمات المكتب.

keeping = مدة الحفظ
kept-until = تُحفظ هذه الدراسة حتى { $when }. ثم يُتلف مفتاحها ويبقى إيصال.
kept-longer-until = حفظها مدة أطول، حتى
kept-longer-most = تسمح العيادة حتى { $when } على الأكثر.
keep-longer = حفظها مدة أطول
kept-now = محفوظة حتى { $when }.
entry-study-kept = طلب { $who } حفظ دراسة مدة أطول
entry-chat-erased = مُحي ما كُتب في هذه الاستشارة
entry-note-erased = مُحيت المذكرة
entry-record-erased = مُحي سجل هذه الاستشارة
erased-chat = مُحيت المحادثة
erased-note = مُحيت المذكرة
erased-record = مُحي هذا السجل
erased-chat-words = لم تعد قراءة ما كُتب في هذه الاستشارة ممكنة.
erased-note-words = لم تعد قراءة مذكرة هذه الاستشارة ممكنة.
erased-record-words = من حضر، وما وُوفق عليه، ومن عُرضت عليه أي صور، وما كُتب: لم تعد قراءته ممكنة. أما أن القيود كانت موجودة ومتى، وأن أحدًا لم يغيّر عددها أو ترتيبها، فما زال إثباته ممكنًا.
erased-why-lifetime = انتهت المدة التي تحفظه العيادة فيها.
erased-why-asked = طُلب من العيادة أن تمحوه.
erased-items = { $count ->
    [0] لم يبقَ منه شيء.
    [one] صف مختوم واحد، { $size }
    [two] صفان مختومان، { $size }
    [few] { $count } صفوف مختومة، { $size }
   *[other] { $count } صفًا مختومًا، { $size }
}
remains-proofs = أرقام القيود ومجاميعها الاختبارية، وهي لا تقول شيئًا.
erased-changed = غيّر أحدهم هذا الإيصال. ما يمكن تصديقه هو قيد السجل عنه.
remains-until = يُحفظ حتى { $when }.
