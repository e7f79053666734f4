# Names in pictures: flagged series, black areas, what guests are not shown yet.

names-check = Check for names
names-again = Look again
names-mask = Black out areas
names-held = May have names in its pictures
names-masked = { $count ->
    [one] 1 area black
   *[other] { $count } areas black
} { $for ->
    [all] for everybody in a consult, you too. Here you see what is under it
    [lay] for patients and observers. You see what is under it
   *[guests] for everybody who comes by link. You see what is under it
}.
names-cleared = Confirmed: nothing identifying
names-unchecked = { $count ->
    [one] One series may have names in its pictures. You can start, but guests are not shown it before somebody has checked.
   *[other] { $count } series may have names in their pictures. You can start, but guests are not shown them before somebody has checked.
}
names-released = Guests can see it now, as far as they may.

names-title = Names in { $series }?
names-close = Close
names-why-kind = Pictures of this kind often have a name, a date or a number written into them. Draw over everything that tells who this is, or confirm that there is nothing.
names-why-stated = The file itself says that there is text in these pictures that tells who this is. Draw over it.
names-why-none = Nothing suggests that there is a name in these pictures. You can black out areas all the same.
names-canvas = Picture with its black areas. Drag to draw one.
names-area = Black area { $number }: { $width } × { $height } pixels, at { $left }, { $top }
names-add = Add an area
names-remove = Remove
names-undo = Undo
names-see-through = See through
names-keys = Drag on the picture to draw. Keys on an area: arrows move it, Shift and arrows resize it, Ctrl makes steps of one pixel, Delete removes it, Ctrl Z takes back.
names-alike = { $count ->
    [one] The same areas for the one stack of this size
   *[other] The same areas for all { $count } stacks of this size
}
names-scope = Black for
names-scope-lay = Patients and observers
names-scope-guests = Everybody who comes by link
names-scope-all = Everybody, you too
names-save = { $count ->
    [0] Black out
    [one] Black out 1 area
   *[other] Black out { $count } areas
}
names-bare = Nothing is black any more. Draw again, or confirm that nothing here tells who this is.
names-clean = Nothing identifying here
names-looked = { $at } / { $count }, looked at { $looked }
names-added = Area { $number } added. Move it with the arrow keys.
names-removed = Area removed.
names-undone = Taken back.
names-next = Saved. These pictures are still to be checked.
names-unsaved = What you drew is not saved. Close once more to throw it away.

held-heading = Not shown to guests yet
held-words = These pictures may have names in them. Check them first; you see them in any case.
held-show = Show to guests
