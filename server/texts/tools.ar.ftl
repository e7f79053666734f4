# ما تفعله اليد على الصور: الإشارة والرسم والقياس وعدة صور معًا والمقاطع.

tool-point = إشارة
tool-draw = قياس ورسم
tool-arrow = سهم
tool-freehand = خط حر
tool-text = نص
tool-length = طول
tool-angle = زاوية
tool-ellipse = قطع ناقص
tool-rectangle = مستطيل
mark-remove = حذف المحدد
mark-words = كلمات على الصورة
draw-undo = تراجع
draw-redo = إعادة

## Beside a mark

figure-length = { "\u2066" }{ $value } { $unit }{ "\u2069" }
figure-angle = { "\u2066" }{ $value }{ $unit }{ "\u2069" }
figure-area = المساحة { $value } { $unit }
figure-mean = المتوسط { $value } { $unit }
figure-sd = الانحراف المعياري { $value } { $unit }
figure-range = { "\u2066" }{ $least } … { $value } { $unit }{ "\u2069" }
measured-at-detector = عند الكاشف، دون تصحيح التكبير
measured-uncalibrated = غير معاير
measured-regions = لا يقاس بين مناطق الموجات فوق الصوتية
measured-masked = لم يُقس: جزء منه مغطى بالأسود
measured-not-measured = لم يُقس

## Several pictures

layout = التخطيط
layout-1x1 = صورة واحدة
layout-1x2 = صورتان جنبًا إلى جنب
layout-2x1 = صورتان إحداهما فوق الأخرى
layout-2x2 = أربع صور
viewports = الصور
viewport-empty = اختر سلسلة لهذا المكان
viewport-close = إغلاق هذه الصورة
viewport-before = الصورة السابقة
viewport-next = الصورة التالية
viewport-of = { $at } من { $count }
links = التمرير
link-position = ربط حسب الموضع
link-here = ربط هنا يدويًا
unlink = دون ربط
link-windows = نافذة واحدة لكلتيهما
link-what = تحتفظ الصورتان بالمسافة التي كانت بينهما عند الربط، صورة بصورة.
link-what-mm = تحتفظ الصورتان بالمسافة التي كانت بينهما عند الربط بالمليمترات. وحيث لا مقطع لإحداهما تبقى مكانها ويُذكر ذلك.
link-what-position = تعرض الصورتان الموضع نفسه من الجسم كما سجّله الجهاز. وحيث لا مقطع لإحداهما تبقى مكانها ويُذكر ذلك.
link-units = لقيمهما وحدتان مختلفتان، فتبقى لكل منهما نافذتها.
linked-by-hand = مربوطتان يدويًا
linked-by-position = مربوطتان حسب الموضع
not-linked = غير مربوطتين
link-one-window = نافذة واحدة
link-no-slice = لا مقطع هنا
link-waits = منفصلتان أثناء تشغيل المقطع

## الفأرة

mouse = الفأرة
hands-everywhere = محفوظ لك على كل مكتب تعمل عليه.
hands-here = محفوظ في هذا المتصفح.
mouse-what = إذا بدّلت أداتين تبادلتا مكانيهما، والأداة التي تضغطها في الصف توضع تحت الزر الأيسر وحده. ومع Ctrl تكبّر العجلة دائمًا. إصبع واحد يتصفح، وإصبعان يكبّران ويحرّكان.
mouse-left = الزر الأيسر
mouse-middle = الزر الأوسط
mouse-right = الزر الأيمن
mouse-wheel = العجلة
mouse-now = { $hold }: { $tool }.
mouse-reset = كما كان في الأصل
mouse-is-reset = عاد كل شيء كما كان في الأصل.

## One's own view

not-following-back = لا تتابع العرض · عودة إلى { $name }
not-following-back-shared = لا تتابع العرض · عودة

## Windows and colors

windows-more = المزيد…
windows-keys = النوافذ على المفاتيح من 1 إلى 9
windows-what = للصور المشابهة للصورة المعروضة. أما نوافذ الملف فتبقى نوافذ كل سلسلة.
windows-name = الاسم على المفتاح { $number }
windows-up = رفع المفتاح { $number } درجة
windows-down = خفض المفتاح { $number } درجة
windows-take-off = إزالة من المفتاح { $number }
windows-replace = ضع هنا النافذة المعروضة
windows-add = إضافة {"\u2066"}W { $width } L { $center }{"\u2069"}
windows-now = { $name }: المفتاح { $number }.
windows-off = أُزيل { $name }.
windows-reset = النوافذ كما كانت في الأصل
windows-are-reset = عاد كل شيء كما كان في الأصل.
window-own = نافذة الصورة نفسها
window-last = آخر نافذة لي
window-keep = حفظ {"\u2066"}W { $width } L { $center }{"\u2069"}
window-forget = نسيان {"\u2066"}W { $width } L { $center }{"\u2069"}
window-forgotten = نُسي {"\u2066"}W { $width } L { $center }{"\u2069"}.
palettes = الألوان
palette-gray = رمادي
palette-hot-iron = حديد ساخن
palette-pet = PET
palette-hot-metal-blue = معدن ساخن أزرق
palette-pet-20-step = PET بعشرين درجة

## Clips

cine-speed = { $fps }/ث…
cine-fps = صور في الثانية
cine-times = { $times }×
cine-speeds = السرعة مقارنةً بالتسجيل
cine-uneven = تختلف مدد صوره كما سُجّلت.
cine-first = من
cine-last = إلى
cine-wrap = من البداية مجددًا
cine-sweep = ذهابًا وإيابًا
cine-once = مرة واحدة

## Help

help-point = اضغط باستمرار للإشارة
help-link = تمرير صورتين معًا: حسب الموضع أو يدويًا أو دون ربط
help-marks = العلامة التالية؛ الأسهم تحركها، ومع Shift طرفها
help-place = مع أداة رسم: علامة في الوسط
help-remove = حذف العلامة المحددة
help-undo = تراجع، إعادة
