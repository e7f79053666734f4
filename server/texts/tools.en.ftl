# What hands do on the pictures: pointing, drawing, measuring, several pictures side by side, clips.

tool-point = Point
tool-draw = Measure, draw
tool-arrow = Arrow
tool-freehand = Freehand
tool-text = Text
tool-length = Length
tool-angle = Angle
tool-ellipse = Ellipse
tool-rectangle = Rectangle
mark-remove = Delete selected
mark-words = Words on the picture
draw-undo = Undo
draw-redo = Redo

## Beside a mark

figure-length = { $value } { $unit }
figure-angle = { $value }{ $unit }
figure-area = Area { $value } { $unit }
figure-mean = Mean { $value } { $unit }
figure-sd = SD { $value } { $unit }
figure-range = { $least } … { $value } { $unit }
measured-at-detector = at detector, not corrected for magnification
measured-uncalibrated = uncalibrated
measured-regions = not across ultrasound regions
measured-masked = not measured: part of it is black
measured-not-measured = not measured

## Several pictures

layout = Layout
layout-1x1 = One picture
layout-1x2 = Two side by side
layout-2x1 = Two, one above the other
layout-2x2 = Four
viewports = Pictures
viewport-empty = Choose a series for this place
viewport-close = Close this picture
viewport-before = Picture before
viewport-next = Next picture
viewport-of = { $at } of { $count }
links = Scrolling
link-position = Link by position
link-here = Link here, by hand
unlink = Not linked
link-windows = One window for both
link-what = The two keep the distance they had when you linked them, picture by picture.
link-what-mm = The two keep the distance they had when you linked them, in millimetres. Where one has no slice it stays and says so.
link-what-position = Both show the same place in the body, as the scanner wrote it down. Where one has no slice it stays and says so.
link-units = Their values have different units, so each keeps its window.
linked-by-hand = linked by hand
linked-by-position = linked by position
not-linked = not linked
link-one-window = one window
link-no-slice = no slice here
link-waits = apart while a clip plays

## Mouse

mouse = Mouse
hands-everywhere = Kept for you at every workstation.
hands-here = Remembered in this browser.
mouse-what = Two tools that you exchange change places; a tool pressed in the row goes under the left button alone. With Ctrl the wheel always zooms. A finger scrolls, two fingers zoom and pan.
mouse-left = Left button
mouse-middle = Middle button
mouse-right = Right button
mouse-wheel = Wheel
mouse-now = { $hold }: { $tool }.
mouse-reset = As delivered
mouse-is-reset = As delivered again.

## One's own view

not-following-back = Not following · back to { $name }
not-following-back-shared = Not following · back

## Windows and colors

windows-more = More…
windows-keys = Windows on the keys 1 to 9
windows-what = For pictures like the one in view. Windows of the file stay the file's own in every series.
windows-name = Name on key { $number }
windows-up = Key { $number } one up
windows-down = Key { $number } one down
windows-take-off = Take off key { $number }
windows-replace = Put the window in view here
windows-add = Add W { $width } L { $center }
windows-now = { $name }: key { $number }.
windows-off = { $name } is taken off.
windows-reset = Windows as delivered
windows-are-reset = As delivered again.
window-own = The image's own window
window-last = My last
window-keep = Keep W { $width } L { $center }
window-forget = Forget W { $width } L { $center }
window-forgotten = W { $width } L { $center } is forgotten.
palettes = Colors
palette-gray = Gray
palette-hot-iron = Hot iron
palette-pet = PET
palette-hot-metal-blue = Hot metal blue
palette-pet-20-step = PET, 20 steps

## Clips

cine-speed = { $fps }/s…
cine-fps = Pictures a second
cine-times = { $times }×
cine-speeds = Speed against the recorded one
cine-uneven = Its pictures last differently, as they were recorded.
cine-first = From
cine-last = To
cine-wrap = Again from the start
cine-sweep = Back and forth
cine-once = Once

## Help

help-point = hold to point
help-link = scroll two pictures together: by position, by hand, not at all
help-marks = next mark; arrows move it, with Shift its end
help-place = with a drawing tool: a mark in the middle
help-remove = delete the selected mark
help-undo = undo, redo
