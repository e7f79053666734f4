# صفحات العاملين: الدخول، واليوم، والدراسات، واستشارة جديدة، وبطاقتها، والسجلات، والمساعدة.

page-title = { $page } · Lightbox
skip = إلى محتوى الصفحة
nav = الصفحات
nav-today = اليوم
nav-studies = الدراسات
nav-records = السجلات
nav-help = المساعدة
sign-out = خروج
percent = { $percent }٪
show-more = { $count ->
    [one] عرض واحد آخر
    [two] عرض اثنين آخرين
   *[other] عرض المزيد ({ $count })
}
print = طباعة
print-goes-on = هناك أكثر مما تُظهره هذه الورقة: تنتهي حيث انتهت القائمة على الشاشة.
print-no-way-in = لا يُطبع رابط { $name } ولا رمزه.
to-today = إلى اليوم
to-studies = إلى الدراسات
to-consult = إلى الاستشارة
nowhere-heading = لا شيء هنا
nowhere = هذا العنوان ليس صفحة في Lightbox. ربما كان ناقصًا.
gone-words = لم يعد موجودًا، أو لا يحق لك فتحه. إن أرسلك زميل إلى هنا فاطلب منه أن يشاركه معك.
not-yours-heading = هذه الصفحة لغيرك
not-yours = ليس لأصحاب دورك ما يفعلونه هنا. إن كان ينبغي أن يكون لك فيها شيء فاسأل أحد المديرين.
to-first-page = إلى صفحتك الأولى
about-seconds = { $count ->
    [one] بقيت ثانية تقريبًا
    [two] بقيت ثانيتان تقريبًا
    [few] بقيت نحو { $count } ثوانٍ
   *[other] بقيت نحو { $count } ثانية
}
about-minutes = { $count ->
    [one] بقيت دقيقة تقريبًا
    [two] بقيت دقيقتان تقريبًا
    [few] بقيت نحو { $count } دقائق
   *[other] بقيت نحو { $count } دقيقة
}

## الدخول

sign-in = الدخول
sign-in-again = انتهى دخولك. ادخل مرة أخرى وتابع من حيث كنت؛ ما ملأته ما زال موجودًا.
sign-in-name = الاسم
sign-in-password = كلمة المرور
sign-in-code = رمز من ستة أرقام
sign-in-code-hint = من تطبيق المصادقة لديك. كل رمز يصلح مرة واحدة.
sign-in-demo = هذا عرض تجريبي: الاسم وكلمة المرور وطريقة الحصول على رمز مكتوبة في الطرفية التي بدأ منها.
sign-in-go = دخول
sign-in-checking = جارٍ التحقق…
sign-in-empty = املأ الاسم وكلمة المرور والرمز.
sign-in-wait = { $seconds ->
    [one] محاولات كثيرة. يمكنك المحاولة بعد ثانية واحدة.
    [two] محاولات كثيرة. يمكنك المحاولة بعد ثانيتين.
    [few] محاولات كثيرة. يمكنك المحاولة بعد { $seconds } ثوانٍ.
   *[other] محاولات كثيرة. يمكنك المحاولة بعد { $seconds } ثانية.
}

## اليوم

new-consult = استشارة جديدة
now = الآن
details = التفاصيل
consult = استشارة
consult-of = استشارة: { $title }
show-code = إظهار الرمز
open-early = فتح مبكر
open-room = فتح الغرفة
return-to-room = العودة إلى الغرفة
locked = مقفلة
see-record = السجل
all-records = كل السجلات
left = بقي { $time }
left-goodbye = { $time } للوداع
phase-scheduled = مقررة
phase-lobby = الأبواب مفتوحة
phase-live = جارية
phase-paused = الصور متوقفة مؤقتًا
phase-closing = وداع
phase-locked = مقفلة
today-current = الجارية والقادمة
today-ended = المنتهية
today-free = لا شيء مقرر. ابدأ استشارة من دراسة، أو قرّر واحدة.
begin-heading = استشارتك الأولى في ثلاث خطوات
begin-studies = أحضر صورًا
begin-studies-more = أفلت ملفات DICOM أو مجلدًا أو ملف zip في الدراسات. قد تجد هناك دراسة تجريبية.
begin-invite = ادعُ
begin-invite-more = علّم السلاسل، وسمِّ المريض أو الاختصاصي، واضغط «ابدأ الآن». يحصل كل ضيف على رابط، وتقرأ له أنت رمزًا.
begin-talk = تحدث واعرض
begin-talk-more = ينتظر الضيوف حتى تسمح لهم بالدخول. لا يرون الصور إلا بعد موافقة المريض، وحتى انتهاء الوقت فقط.
begin-go = إلى الدراسات
guest-expected = لم يصل بعد
guest-opened = فُتح الرابط
guest-claimed = قُبل الرمز
guest-waiting = ينتظر «{ $word }»
guest-waiting-offline = ينتظر «{ $word }»، الاتصال مقطوع
guest-admitted = في الغرفة
guest-offline = الاتصال مقطوع
guest-left = غادر
guest-removed = أُخرج
guest-suspended = الرابط موقوف
guest-revoked = الرابط ملغى
guest-expired = الرابط قديم
guest-used-up = استُنفد الرابط
guest-named = { $name } { $words }
guest-with-role = { $name } ({ $role })
ended-ended = أنهاها الطبيب
ended-expired = انتهى وقتها
ended-cancelled = أُلغيت
ended-no-show = لم يحضر أحد
ended-abandoned = غادر الجميع
ended-paused-too-long = بقيت الصور محجوبة طويلًا
ended-failed = أوقفها عطل
ended-revoked = أوقفتها العيادة

## الدراسات: إحضار الصور

intake = إحضار الصور
drop-here = أفلت هنا ملفات DICOM أو مجلدات أو ملف zip
drop-now = أفلتها لإحضارها
drop-what = يُفحص كل ملف على حدة؛ ما لا يُقرأ يُسمّى، والباقي يستمر.
choose-files = اختيار ملفات
choose-folder = اختيار مجلد
studies-empty = لا دراسات بعد. ما تحضره يبقى لك: لا يراه غيرك حتى تشاركه أو تدعو أحدًا.
upload-collecting = { $total ->
    [one] جارٍ البحث في المجلدات: { $done } من ملف واحد حتى الآن
    [two] جارٍ البحث في المجلدات: { $done } من ملفين حتى الآن
    [few] جارٍ البحث في المجلدات: { $done } من { $total } ملفات حتى الآن
   *[other] جارٍ البحث في المجلدات: { $done } من { $total } ملفًا حتى الآن
}
upload-going = { $total ->
    [one] { $done } من ملف واحد
    [two] { $done } من ملفين
    [few] { $done } من { $total } ملفات
   *[other] { $done } من { $total } ملفًا
}
upload-reading = { $count ->
    [one] يُفك ملف zip…
    [two] يُفك ملفا zip…
    [few] تُفك { $count } ملفات zip…
   *[other] يُفك { $count } ملف zip…
}
upload-bytes = { $sent } من { $total }
upload-rate = { $rate }/ث
upload-done = { $count ->
    [one] تم: أُرسل ملف واحد
    [two] تم: أُرسل ملفان
    [few] تم: أُرسلت { $count } ملفات
   *[other] تم: أُرسل { $count } ملفًا
}
upload-cancelled = { $count ->
    [one] توقف بعد ملف واحد، وهو باقٍ.
    [two] توقف بعد ملفين، وهما باقيان.
    [few] توقف بعد { $count } ملفات، وهي باقية.
   *[other] توقف بعد { $count } ملفًا، وهي باقية.
}
upload-cancel = إيقاف الإرسال
upload-clear = إغلاق هذه القائمة
upload-resume = متابعة
upload-again = إرسال مرة أخرى
upload-not-sent = { $count ->
    [one] تعذّر إرسال ملف واحد.
    [two] تعذّر إرسال ملفين.
    [few] تعذّر إرسال { $count } ملفات.
   *[other] تعذّر إرسال { $count } ملفًا.
}
upload-leave = يمكنك النظر في صفحات أخرى؛ فقط أبقِ هذه النافذة مفتوحة.
only-problems = المشكلات فقط ({ $count })
outcomes = ما آل إليه كل ملف
sum-accepted = مقبول: { $count }
sum-duplicate = موجود من قبل: { $count }
sum-not-an-image = ليس صورة: { $count }
sum-unreadable = لا يُقرأ: { $count }
earlier = آخر إرسال
earlier-reading = ما زال إرسالك الأخير يُفك
earlier-see = عرض الملفات
earlier-hide = إخفاء
earlier-cut-off = انقطع قبل إرسال كل شيء. أفلت الملفات نفسها مرة أخرى: يُتعرَّف على الموجود منها.
earlier-cut-off-demo = لم يكتمل بعد. دراسة العرض التجريبي تكتمل وحدها خلال دقيقة. أما ملفاتك فأفلتها مرة أخرى: يُتعرَّف على الموجود منها.

## ما آل إليه ملف

file-unnamed = (بلا اسم)
file-waiting = في الانتظار
file-sending = يُرسل…
file-checking = يُفحص…
file-reading = يُفك…
file-unpacked = فُك
file-accepted = مقبول
file-duplicate = موجود من قبل
file-not-sent = لم يُرسل. { $why }
file-not-an-image-kind = { $kind }: لا يُعرض بعد، ولا يُحفظ الملف.
file-not-dicom-kind = ليس ملف DICOM: { $kind }.
file-unreadable = تتعذر قراءته.
file-unreadable-kind = تتعذر قراءته ({ $kind }).
file-iso-not-yet = صور الأقراص (ISO) لا تُقرأ بعد. افتحها وأفلت المجلد الذي بداخلها.
file-missing-uid = تنقصه المعرّفات التي تقول إلى أي دراسة ينتمي.
file-file-too-large = الملف كبير جدًا.
file-frame-memory = يحتاج إلى ذاكرة أكثر مما يجوز للخادم.
file-other-patient = يسمّي مريضًا غير مريض بقية دراسته. تحقق من مصدره.
file-study-deleted = حُذفت دراسته هنا في هذه الأثناء.
file-being-deleted = دراسته قيد الحذف.
file-not-owner = أحضر زميل هذه الدراسة من قبل. اطلب منه أن يشاركها معك.
file-quota-reached = امتلأت حصتك من التخزين.
file-storage-full = قرص الخادم ممتلئ. لم يُجرَّب الباقي.
file-storage-unavailable = لم يستطع الخادم الكتابة. لم يُجرَّب الباقي.
file-log-unavailable = تعذرت كتابة السجل، فلم يُخزَّن شيء.
file-interrupted = أُعيد تشغيل الخادم قبل قراءته إلى آخره. أفلته مرة أخرى.
file-conflict = أُرسل الملف نفسه في اللحظة نفسها.
foreign-zip = ملف zip
foreign-gzip = ملف مضغوط
foreign-7z = أرشيف 7z
foreign-rar = أرشيف rar
foreign-bzip2 = ملف مضغوط
foreign-xz = ملف مضغوط
foreign-tar = أرشيف tar
foreign-jpeg = صورة JPEG
foreign-jpeg2000 = صورة JPEG 2000
foreign-png = صورة PNG
foreign-gif = صورة GIF
foreign-bmp = صورة BMP
foreign-tiff = صورة TIFF
foreign-webp = صورة WebP
foreign-pdf = ملف PDF
foreign-program = برنامج
foreign-video = فيديو
foreign-system = ملف من نظام التشغيل
foreign-document = مستند
foreign-database = قاعدة بيانات
foreign-iso = صورة قرص
foreign-nifti = ملف NIfTI
foreign-html = صفحة ويب
foreign-xml = ملف XML
foreign-svg = رسم
foreign-text = نص
foreign-directory = فهرس قرص
foreign-report = تقرير
foreign-dose-report = تقرير الجرعة
foreign-key-objects = قائمة صور مختارة
foreign-presentation-state = عرض محفوظ
foreign-waveform = منحنى
foreign-structure-set = حدود للعلاج الإشعاعي
foreign-plan = خطة علاج إشعاعي
foreign-registration = مطابقة مواضع
foreign-mesh = نموذج سطح
foreign-ecg = تخطيط القلب
foreign-audio = تسجيل صوتي
foreign-measurements = جدول قياسات
foreign-annotations = تعليقات على الصورة
foreign-treatment-record = سجل علاج إشعاعي
foreign-fiducials = نقاط مرجعية
foreign-tracts = مسارات الألياف
foreign-spectroscopy = تحليل طيفي بالرنين
foreign-raw = بيانات خام من الجهاز
foreign-value-mapping = مقياس القيم
foreign-color-palette = لوحة ألوان
foreign-hanging-protocol = ترتيب العرض
foreign-protocol = بروتوكول التصوير
foreign-implant = قالب زرعة
foreign-stereo-pair = اقتران صورتين
foreign-inventory = جرد أرشيف
foreign-retired = صيغة قديمة لطبقة أو جدول
foreign-other = كائن DICOM آخر
also-in-study = أيضًا في هذه الدراسة
also-several = { $kind } × { $count }
also-in-study-hint = لا تُعرض بعد. يحفظ Lightbox الصور فقط؛ تبقى هذه الملفات في مصدرها.

## الدراسات: القائمة ودراسة واحدة

study = دراسة
study-untitled = دراسة بلا وصف
search-studies = بحث
search-studies-hint = الاسم أو الرقم أو التاريخ أو ما تُظهره
studies-found = { $count ->
    [0] لا دراسات
    [one] دراسة واحدة
    [two] دراستان
    [few] { $count } دراسات
   *[other] { $count } دراسة
}
studies-none-found = لا دراسة مطابقة. جرّب حروفًا أقل.
studies-more = عدد الدراسات { $total }؛ تُعرض أحدث 200 منها. ابحث لتجد الأقدم.
no-name = لا اسم في الملف
born = وُلد { $date }
patient-id = رقم { $id }
sex = { $sex ->
    [F] أنثى
    [M] ذكر
   *[other] { $sex }
}
look = نظرة
pictures = { $count ->
    [one] صورة واحدة
    [two] صورتان
    [few] { $count } صور
   *[other] { $count } صورة
}
series-place = { "\u2066" }{ $modality } { $number }{ "\u2069" }
more-series = { $count ->
    [one] وسلسلة أخرى
    [two] وسلسلتان أخريان
    [few] و{ $count } سلاسل أخرى
   *[other] و{ $count } سلسلة أخرى
}
other-series = { $count ->
    [one] سلسلة أخرى (صور تحديد، لقطات شاشة، جرعة)
    [two] سلسلتان أخريان (صور تحديد، لقطات شاشة، جرعة)
    [few] { $count } سلاسل أخرى (صور تحديد، لقطات شاشة، جرعة)
   *[other] { $count } سلسلة أخرى (صور تحديد، لقطات شاشة، جرعة)
}
kind-volume = حجم
kind-images = صور
kind-cine = مقطع متحرك
kind-localizer = صورة تحديد
kind-dose = ورقة الجرعة
kind-capture = لقطة شاشة
kind-other = أخرى
synthetic = مصطنعة، ليست لشخص
shared-by = يشاركها { $name }
shared-with-count = { $count ->
    [one] مشتركة مع زميل واحد
    [two] مشتركة مع زميلين
    [few] مشتركة مع { $count } زملاء
   *[other] مشتركة مع { $count } زميلًا
}
study-added = أحضرها { $name } في { $when }.
quick-look = نظرة سريعة
look-area = الصورة. العجلة ومفاتيح الأسهم تمر على السلسلة.
look-caption = { "\u2066" }{ $at } / { $count }{ "\u2069" }
look-alt = الصورة { $at } من { $count }
look-position = الموضع في { $title }
look-before = الصورة السابقة
look-after = الصورة التالية
look-missing = تعذّر عرض هذه الصورة.
look-limits = نظرة سريعة بجودة مخفضة وبالنافذة التي يقترحها الملف. النافذة والتكبير والجودة الكاملة في الغرفة.
sharing = من يجوز له رؤية هذه الدراسة
sharing-nobody = أنت فقط. الزملاء الذين تشاركهم إياها يمكنهم رؤيتها وبدء استشاراتهم، ولا يمكنهم مشاركتها أو حذفها.
sharing-who = أنت وهؤلاء الزملاء. يمكنهم رؤيتها وبدء استشاراتهم، ولا يمكنهم مشاركتها أو حذفها.
shared-to-me = هذه الدراسة لـ{ $name } وقد شاركك إياها. يمكنك رؤيتها وبدء استشارات؛ ولا يشاركها أو يحذفها إلا { $name }.
share-with = المشاركة مع زميل
share-choose = اختر…
share-no-colleagues = لا يوجد زميل آخر لمشاركتها معه.
share = مشاركة
shared-now = يستطيع { $name } رؤية هذه الدراسة الآن.
unshare = إيقاف المشاركة
unshare-with = إيقاف المشاركة مع { $name }
unshared = لم يعد { $name } يرى هذه الدراسة.
staff-provider = طبيب
staff-specialist = اختصاصي
staff-administrator = إدارة
staff-auditor = تدقيق
deleting = حذف
deleting-more = يُتلف مفتاح الدراسة، ومعه كل صورة مخزنة هنا. ويبقى إيصال.
deleting-ask = حذف هذه الدراسة…
deleting-what = { $count ->
    [one] هذا يُتلف «{ $title }» لـ{ $name }: ملف واحد، { $size }.
    [two] هذا يُتلف «{ $title }» لـ{ $name }: ملفان، { $size }.
    [few] هذا يُتلف «{ $title }» لـ{ $name }: { $count } ملفات، { $size }.
   *[other] هذا يُتلف «{ $title }» لـ{ $name }: { $count } ملفًا، { $size }.
}
deleting-final = يُتلف مفتاحها: لا يستطيع أحد استعادتها من هنا، ولا نحن. لا تُمس الأصول في أرشيفك ولا النسخ الاحتياطية لهذا الخادم. ويبقى سجل الاستشارات السابقة.
deleting-keep = الإبقاء عليها
deleting-now = إتلاف نهائي
deleted-heading = أُتلفت الدراسة
deleted-words = ذهب مفتاحها؛ وما بقي من الملفات لا يستطيع أحد فتحه.
receipt-number = رقم الإيصال
receipt-when = متى
receipt-why = لماذا
receipt-destroyed = ما أُتلف
receipt-objects = { $count ->
    [one] ملف واحد، { $size }
    [two] ملفان، { $size }
    [few] { $count } ملفات، { $size }
   *[other] { $count } ملفًا، { $size }
}
receipt-key = المفتاح (بصمته)
receipt-keys = المفاتيح (بصماتها)
receipt-entry = القيد في السجل
receipt-entry-owed = قيد الكتابة
receipt-sealed = التوقيع
receipt-sealed-holds = موقَّع، والسجل يقول الشيء نفسه.
receipt-sealed-unsigned = غير موقَّع: أُعدّ بإصدار سابق. والسجل يقول الشيء نفسه.
receipt-sealed-owed = قيد الكتابة؛ وهذا ما يقوله السجل.
receipt-sealed-changed = المحفوظ ليس ما وُقِّع عليه.
receipt-changed = غيّر أحدهم الإيصال المحفوظ هنا. يظهر ما يقوله السجل عن هذه النهاية.
receipt-changed-alone = غيّر أحدهم الإيصال المحفوظ هنا، ولا يقول السجل كيف كان.
record-lines-damaged = { $count ->
    [zero] لم يتغير أي سطر من المحادثة.
    [one] تغيّر سطر واحد من المحادثة بعد كتابته. لا يظهر هنا؛ وكل ما عداه كما كان.
    [two] تغيّر سطران من المحادثة بعد كتابتهما. لا يظهران هنا؛ وكل ما عداهما كما كان.
    [few] تغيّرت { $count } أسطر من المحادثة بعد كتابتها. لا تظهر هنا؛ وكل ما عداها كما كان.
    [many] تغيّر { $count } سطرًا من المحادثة بعد كتابتها. لا تظهر هنا؛ وكل ما عداها كما كان.
   *[other] تغيّر { $count } سطر من المحادثة بعد كتابتها. لا تظهر هنا؛ وكل ما عداها كما كان.
}
receipt-remains = ما يبقى
remains-entries = قيود السجل، بلا أسماء.
remains-receipt = هذا الإيصال.
remains-backups = نسخ الخادم الاحتياطية السابقة.
remains-originals = الأصول في أرشيف العيادة.
remains-chat = المحادثة المكتوبة.
remains-note = ملاحظة الطبيب، إن كُتبت.
remains-record = سجل من رأى ماذا.
remains-until-deleted = ما ليس له تاريخ هنا يبقى إلى أن تحذفه العيادة.

error-not-owner = لا يستطيع هذا إلا من أحضر هذه الدراسة.
error-in-use = استشارة جارية أو مقررة تعرض هذه الدراسة، أو طُلب من أحد رأيه فيها. أنهِ ذلك أو ألغه أو اسحبه أولًا: تجده في صفحة اليوم.
error-being-deleted = هذه الدراسة قيد الحذف بالفعل.
error-quota-reached = امتلأت حصتك من التخزين. احذف دراسات لم تعد تحتاج إليها ثم تابع.
error-file-too-large = هذا الملف أكبر مما يقبله الخادم.
error-too-large = هذا أكبر مما يقبله الخادم.
error-import-finished = أُغلق هذا الإرسال بالفعل. أرسل الملف مرة أخرى.
error-body-incomplete = لم يصل الملف كاملًا. أرسله مرة أخرى.
error-body-too-long = لم يصل الملف كما أُعلن. أرسله مرة أخرى.
error-length-required = لم يقل متصفحك كم حجم الملف. أرسله مرة أخرى.
error-workers-down = لا يستطيع الخادم فحص الملفات الآن. حاول بعد لحظة.
error-not-displayable = تعذّر عرض هذه الصورة.
error-not-a-clinician = لا تُعطى الصور إلا للعاملين السريريين.
error-reads-blind = ما زال هذا القارئ يجيب دون معرفة التقرير الأول. وقد يسمعه في استشارة حية. اتركه خارجها الآن. وبعد أن يقبل الطلب ادعه من «إضافة شخص…»: فيُسجَّل ذلك.
error-own-account = لا يمكن فعل هذا بحسابك أنت. اطلب ذلك من مسؤول آخر.
error-reset-not-asked = لا أحد يطلب إعادة الضبط هذه (بعد الآن). اطلبها مرة أخرى.
error-second-person = أنت من طلب إعادة الضبط هذه: يجب أن يؤكدها مسؤول آخر.
error-one-patient = الاستشارة الواحدة لمريض واحد. ادعُ مريضًا واحدًا فقط.
error-basis-needed = إذا لم يكن المريض حاضرًا، فاذكر على أي أساس يجوز عرض الصور.
error-two-patients = ليس مؤكدًا أن هذه السلاسل لمريض واحد (يختلف: { $fields }). ضعها في استشارتين.
error-start-in-past = موعد البدء في الماضي. اختر موعدًا لاحقًا أو ابدأ الآن.
error-start-too-far = { $days ->
    [one] موعد البدء بعد أكثر من يوم. اختر موعدًا أقرب.
    [two] موعد البدء بعد أكثر من يومين. اختر موعدًا أقرب.
    [few] موعد البدء بعد أكثر من { $days } أيام. اختر موعدًا أقرب.
   *[other] موعد البدء بعد أكثر من { $days } يومًا. اختر موعدًا أقرب.
}

## استشارة جديدة

pick-study = عن أي دراسة؟
pick-other-study = اختيار دراسة أخرى
pick-none = تبدأ الاستشارة بالصور، ولا صور بعد.
which-series = أي السلاسل؟
which-series-hint = لا يُعرض إلا ما تعلّمه. لا شيء معلَّم مسبقًا.
add-study = إضافة دراسة سابقة لهذا المريض…
add-study-label = دراسة أخرى
add-study-choose = اختر…
add-study-none = لا توجد دراسة أخرى.
who-comes = من المدعو؟
add-patient = إضافة المريض
add-specialist = إضافة اختصاصي
guests-full = { $most ->
    [one] ضيف واحد على الأكثر.
    [two] ضيفان على الأكثر.
    [few] { $most } ضيوف على الأكثر.
   *[other] { $most } ضيفًا على الأكثر.
}
guest-label-patient = المريض، كما يقرؤه الآخرون
guest-hint-patient = يكفي اسم أول وحرف.
guest-label-specialist = الاختصاصي، كما يقرؤه الآخرون
guest-hint-specialist = يظهر للجميع «ضيف مدعو، لم يُتحقق منه».
guest-remove = إزالة { $name }
basis-heading = من دون المريض: على أي أساس؟
basis-why = لا أحد هنا يستطيع الضغط على «أوافق» عن المريض. لا يرى الآخرون الصور إلا على أحد هذه الأسس، ويُكتب ذلك في السجل.
how-long = كم ومتى؟
minutes-label = دقيقة
minutes-less = أقل بخمس دقائق
minutes-more = أكثر بخمس دقائق
when = متى
when-now = ابدأ الآن
when-later = لوقت لاحق
start-label = البداية
start-hint = بتوقيتك ({ $zone }). ويقرؤها الضيوف بتوقيتهم.
letters = ما سيقرؤونه
letter-tab-patient = المريض
letter-tab-specialist = الاختصاصي
letter-held = (تُذكر هنا السلاسل التي حددتها بعد أن يبحث أحد عن أسماء فيها)
letter-no-series = (تُذكر هنا السلاسل التي تعلّمها)
letter-specialist = يقرأ كل من في الغرفة بجانب هذا الاسم: ضيف مدعو، لم يُتحقق منه. تأتي الصور بعد موافقة من يحق له.
no-series-yet = علّم ما تريد عرضه
series-ticked = { $count ->
    [one] سلسلة واحدة
    [two] سلسلتان
    [few] { $count } سلاسل
   *[other] { $count } سلسلة
}
start-now = ابدأ الآن
plan = تقرير الاستشارة
field-name = الاسم
field-id = رقم المريض
field-issuer = من أعطى الرقم
field-birth-date = تاريخ الميلاد
field-sex = الجنس
need-series = علّم سلسلة واحدة على الأقل.
need-guest = ادعُ شخصًا واحدًا على الأقل.
need-name = اكتب الاسم الذي سيقرؤه الآخرون.
need-shorter-name = 80 حرفًا على الأكثر.
need-other-name = لا يجوز لضيفين الاسم نفسه؛ لن يُميَّز بينهما.
need-basis = اختر على أي أساس يجوز للآخرين رؤية الصور.
need-minutes = { $most ->
    [one] دقيقة واحدة.
    [two] بين { $least } ودقيقتين.
    [few] بين { $least } و{ $most } دقائق.
   *[other] بين { $least } و{ $most } دقيقة.
}
need-start = قل متى تبدأ.
need-later-start = مضى هذا الوقت. اختر وقتًا لاحقًا، أو ابدأ الآن.

## بطاقة الاستشارة

guests = الضيوف
link-of = رابط { $name }
link-and-code = الرابط والرمز
link-failures = { $count ->
    [one] رمز خاطئ واحد حتى الآن؛ خمسة توقف الرابط.
    [two] رمزان خاطئان حتى الآن؛ خمسة توقف الرابط.
    [few] { $count } رموز خاطئة حتى الآن؛ خمسة توقف الرابط.
   *[other] { $count } رمزًا خاطئًا حتى الآن؛ خمسة توقف الرابط.
}
qr-of = رمز QR لرابط { $name }
copy-link = نسخ الرابط
link-copied = نُسخ رابط { $name }. أرسله بالطريقة التي تتواصل بها معه عادة.
link-not-copied = لم يسمح المتصفح بالنسخ. حدّد الرابط وانسخه بيدك.
new-link = رابط جديد
new-link-and-code = رابط ورمز جديدان
link-renewed = لـ{ $name } رابط جديد. والقديم يقول إنه استُبدل.
revoke-link = إلغاء الرابط
link-revoked = لم يعد أحد يدخل برابط { $name }.
open-as-patient = فتح شاشة المريض
open-as-guest = فتح شاشة الضيف
trouble-revoked = هذا الرابط ملغى؛ لا يستطيع { $name } الدخول به.
trouble-expired = هذا الرابط قديم جدًا؛ لا يستطيع { $name } الدخول به.
trouble-used-up = استُعمل هذا الرابط بقدر ما يجوز؛ يحتاج { $name } إلى رابط جديد.
code-for = رمز { $name }
code-left = تنتهي صلاحيته بعد { $time }
code-over = هذا الرمز قديم. اصنع رمزًا جديدًا.
code-used-up = استعمل { $name } هذا الرمز.
code-stopped = أُوقف بعد خمس محاولات خاطئة. اصنع رمزًا جديدًا.
code-how = اقرأه لـ{ $name }، بالهاتف مثلًا. لا ترسله أبدًا مع الرابط.
code-new = رمز جديد
starts = تبدأ { $when }
doors-until = الأبواب مفتوحة حتى { $when }
about-consult = عن هذه الاستشارة
about-series = السلاسل
about-basis = يرى الآخرون الصور
about-made = أُنشئت
basis-of-patient-tap = حين يوافق المريض على شاشته
basis-of-verbal-witness = لأن المريض وافق شفهيًا أمام شاهد
basis-of-guardian = لأن وليًا أو وكيلًا وافق
basis-of-documented = لأن الموافقة موثقة في مكان آخر
basis-of-emergency = لأنها حالة طارئة
over-words = أُتلفت مفاتيح هذه الاستشارة وصورها. أما ما يُحفظ منها وإلى متى فمذكور في سجلها.
ending = إنهاء
cancelling = إلغاء
cancel-consult = إلغاء الاستشارة…
cancel-keep = الإبقاء عليها
ended-now = انتهى العرض.
cancelled-now = أُلغيت الاستشارة.
plan-again = خطط لها من جديد…
plan-again-gone = { $count ->
    [one] لم تعد دراسة واحدة من تلك الاستشارة هنا: حدد صورًا أخرى بدلًا منها.
    [two] لم تعد دراستان من تلك الاستشارة هنا: حدد صورًا أخرى بدلًا منهما.
    [few] لم تعد { $count } دراسات من تلك الاستشارة هنا: حدد صورًا أخرى بدلًا منها.
   *[other] لم تعد { $count } دراسة من تلك الاستشارة هنا: حدد صورًا أخرى بدلًا منها.
}
plan-again-why = موعد آخر؟ خطط لها من جديد بالأشخاص والصور نفسها، فيتلقون روابط جديدة. ثم ألغِ هذه، والروابط القديمة تقول ذلك.
room-left-staff = الاستشارة مستمرة؛ يمكنك العودة.
room-away-heading = لا يمكن فتح الغرفة الآن
room-again = العودة إلى الغرفة

## السجلات

record = السجل
record-of = السجل: { $name }
record-refresh = تحديث
record-running = لم تنتهِ هذه الاستشارة؛ وسجلها ما زال ينمو.
records-empty = لم تنتهِ أي استشارة بعد. بعدها يكون سجلها هنا: من رأى ماذا، وما قيل، وإيصال ما أُتلف.
records-search = بحث
records-search-hint = المريض أو الأشخاص أو ما عُرض
records-older = سجلات أقدم
records-none-found = لا سجل يطابق هذه الكلمات.
host-is = مع { $name }
lock-receipt = إيصال الإقفال
times-zone = { $zone ->
    [UTC] الأوقات بتوقيت UTC كما يحفظها السجل نفسه.
   *[other] الأوقات بتوقيت ساعتك ({ $zone }). السجل نفسه يحفظ توقيت UTC: يظهر عند الوقوف على أي وقت.
}
lock-words = لم يعد ممكنًا فتح الصور التي عُرضت في هذه الاستشارة منها. تبقى الأصول في أرشيف العيادة.
lock-destroyed = { $frames ->
    [0] { $keys ->
        [0] لم يُصنع مفتاح ولا صورة.
        [one] مفتاح واحد؛ لم تبقَ أي صورة مؤقتة.
       *[other] مفاتيح عددها { $keys }؛ لم تبقَ أي صورة مؤقتة.
    }
    [one] { $keys ->
        [one] مفتاح واحد وصورة مؤقتة واحدة ({ $size })
       *[other] مفاتيح عددها { $keys } وصورة مؤقتة واحدة ({ $size })
    }
   *[other] { $keys ->
        [one] مفتاح واحد وصور مؤقتة عددها { $frames } ({ $size })
       *[other] مفاتيح عددها { $keys } وصور مؤقتة عددها { $frames } ({ $size })
    }
}
seen-heading = من رأى ماذا
seen-nothing = لم تُعرض صورة على أحد.
seen-who = من
seen-series = السلسلة
seen-series-gone = سلسلة حُذفت بعد ذلك
transcript = ما قيل
transcript-empty = لم يُكتب شيء.
entries = ما حدث
entries-pictures = مع الصور المفردة ({ $count })
entries-number = رقم
entries-when = متى
entries-what = ماذا
entry-system = النظام
entry-somebody = شخص ما
entry-entry-erased = مُحي هذا القيد؛ ويبقى مكانه في السجل.
entry-entry-damaged = غُيّر هذا القيد بعد كتابته؛ ولا يمكن عرض ما كان يقوله. وكل القيود الأخرى كما كانت.
entry-record-restored = قُبلت نسخة أقدم من البيانات؛ وأُقفلت كل استشارة لم تكن قد انتهت
entry-log-used = نظر { $who } في السجل
entry-receipt-given = أُعطي { $who } إيصالًا
entry-session-created = { $minutes ->
    [one] أنشأ { $who } الاستشارة، ومدتها دقيقة واحدة، وبدايتها { $time }
    [two] أنشأ { $who } الاستشارة، ومدتها دقيقتان، وبدايتها { $time }
    [few] أنشأ { $who } الاستشارة، ومدتها { $minutes } دقائق، وبدايتها { $time }
   *[other] أنشأ { $who } الاستشارة، ومدتها { $minutes } دقيقة، وبدايتها { $time }
}
entry-session-opened = فتح { $who } الأبواب
entry-session-cancelled = ألغى { $who } الاستشارة
entry-session-paused = { $reason ->
    [host] أوقف { $who } الصور مؤقتًا
    [host_away] توقفت الصور لأن اتصال الطبيب انقطع
    [withdrawn] توقفت الصور لأن المشاركة أوقفت
    [recovering] توقفت الصور لأن الخادم أُعيد تشغيله
   *[other] توقفت الصور مؤقتًا
}
entry-session-resumed = عُرضت الصور من جديد
entry-invite-created = صُنع رابط لـ{ $name }
entry-invite-renewed = صنع { $who } رابطًا جديدًا لـ{ $name }
entry-invite-revoked = ألغى { $who } رابط { $name }
entry-invite-suspended = أُوقف رابط { $who } بعد خمسة رموز خاطئة
entry-code-issued = أُظهر لـ{ $who } رمز ليقرأه لـ{ $name }
entry-code-accepted = كتب { $who } الرمز الصحيح
entry-code-refused = { $left ->
    [one] كُتب رمز خاطئ لـ{ $who }؛ بقيت محاولة واحدة
    [two] كُتب رمز خاطئ لـ{ $who }؛ بقيت محاولتان
    [few] كُتب رمز خاطئ لـ{ $who }؛ بقيت { $left } محاولات
   *[other] كُتب رمز خاطئ لـ{ $who }؛ بقيت { $left } محاولة
}
entry-guest-waiting = كان { $who } في غرفة الانتظار ({ $factors })
entry-participant-recognized = { $recognized ->
    [known] تعرّف { $who } على { $name } بالصوت أو الوجه
    [name_and_birth_date] تعرّف { $who } على { $name } بالاسم وتاريخ الميلاد
   *[other] تعرّف { $who } على { $name } بطريقة أخرى
}
entry-participant-admitted = أدخل { $who } { $name }
entry-participant-denied = لم يتعرّف { $who } على { $name } ولم يسمح بالدخول
entry-participant-removed = أخرج { $who } { $name }
entry-participant-left = غادر { $who }
entry-privacy-shown = عُرض إشعار الخصوصية على { $who }
entry-consent-shown = عُرضت الموافقة على { $who }
entry-consent-given = { $count ->
    [one] وافق { $who } على مشاركة سلسلة واحدة
    [two] وافق { $who } على مشاركة سلسلتين
    [few] وافق { $who } على مشاركة { $count } سلاسل
   *[other] وافق { $who } على مشاركة { $count } سلسلة
}
entry-consent-refused = قال { $who }: ليس الآن
entry-consent-withdrawn = أوقف { $who } المشاركة
entry-consent-narrowed = يشارك { $who } الآن صورًا أقل
entry-stack-released = { $rectangles ->
    [0] أكد { $who } أنه لا شيء في السلسلة يكشف هوية أحد
    [one] حجب { $who } منطقة واحدة من سلسلة
    [two] حجب { $who } منطقتين من سلسلة
    [few] حجب { $who } { $rectangles } مناطق من سلسلة
   *[other] حجب { $who } { $rectangles } منطقة من سلسلة
}
entry-stacks-added = { $count ->
    [one] أضاف { $who } سلسلة واحدة للمريض نفسه
   *[other] أضاف { $who } سلاسل للمريض نفسه: { $count }
}
entry-prior-asked = طلب { $who } صورًا سابقة
entry-prior-denied = لم يعرض { $who } الصور السابقة المطلوبة
entry-grant-recorded = { $basis ->
    [verbal_witness] سجّل { $who }: وافق المريض شفهيًا أمام شاهد
    [guardian] سجّل { $who }: وافق ولي أو وكيل
    [documented] سجّل { $who }: الموافقة موثقة في مكان آخر
    [emergency] سجّل { $who }: حالة طارئة
   *[other] سجّل { $who } أساسًا لعرض الصور
}
entry-key-created = صُنع المفتاح { $epoch }
entry-key-destroyed = أُتلف مفتاح أقدم
entry-deadline-set = بدأ العرض؛ وينتهي { $time }
entry-deadline-extended = { $minutes ->
    [one] أضاف { $who } دقيقة واحدة
    [two] أضاف { $who } دقيقتين
    [few] أضاف { $who } { $minutes } دقائق
   *[other] أضاف { $who } { $minutes } دقيقة
}{ $reason ->
    [questions] {" "}(بقيت أسئلة)
    [findings] {" "}(بقي المزيد للنظر فيه)
    [late_start] {" "}(بدأت متأخرة)
    [technical] {" "}(انقطع أحد الخطوط)
    [other] {" "}(سبب آخر)
   *[none] {""}
}
entry-control-changed = كان { $name } يوجّه العرض
entry-lock-started = { $reason ->
    [ended] انتهى العرض: أنهاه الطبيب. أُتلفت المفاتيح والصور.
    [expired] انتهى العرض: انتهى الوقت. أُتلفت المفاتيح والصور.
    [cancelled] أُلغيت. أُتلفت المفاتيح والصور.
    [no_show] أُقفلت لأن أحدًا لم يحضر. أُتلفت المفاتيح والصور.
    [abandoned] انتهى العرض: غادر الجميع. أُتلفت المفاتيح والصور.
    [paused_too_long] انتهى العرض: بقيت الصور محجوبة طويلًا. أُتلفت المفاتيح والصور.
   *[other] انتهى العرض. أُتلفت المفاتيح والصور.
}
entry-lock-confirmed = تأكد الإقفال
entry-chat-closed = أُغلقت المحادثة وأُقفلت الاستشارة
entry-note-saved = كتب { $who } في الملاحظة (النسخة { $version })
entry-view-kept = حفظ { $who } عرضًا برقم { $number }
entry-view-dropped = أزال { $who } العرض ذا الرقم { $number }
entry-note-signed = وقّع { $who } الملاحظة (النسخة { $version })
entry-note-read = قرأ { $who } الملاحظة وما يتعلق بها
entry-note-printed = أخذ { $who } الملاحظة في ملف PDF
entry-findings-exported = أخذ { $who } الرسوم والقياسات والصور الأساسية بصيغة DICOM (عدد الكائنات: { $objects })
entry-opinion-asked = طلب { $who } من { $name } رأيًا ثانيًا بحلول { $time } (الأساس: { $basis ->
    [verbal_witness] قيل أمام شاهد
    [guardian] وصيّ أو وكيل
    [documented] موثّق في مكان آخر
    [emergency] حالة طارئة
   *[other] أساس آخر
})
entry-opinion-request-read = قرأ { $who } ما يُسأل عنه
entry-opinion-accepted = قبل { $who } إبداء رأيه
entry-opinion-declined = اعتذر { $who }: { $reason ->
    [not_my_field] ليس من اختصاصه
    [no_time] لا وقت لديه
    [too_close] قريب جدًا من المريض أو ممن سأل
    [pictures_unusable] الصور غير صالحة للاستخدام
   *[other] سبب آخر
}
entry-opinion-withdrawn = سحب { $who } طلب الرأي
entry-opinion-moved = نقل { $who } موعد الرأي إلى { $time }
entry-opinion-begun = { $minutes ->
    [one] بدأ { $who } النظر، والوقت الممنوح دقيقة واحدة
    [two] بدأ { $who } النظر، والوقت الممنوح دقيقتان
    [few] بدأ { $who } النظر، والوقت الممنوح { $minutes } دقائق
   *[other] بدأ { $who } النظر، والوقت الممنوح { $minutes } دقيقة
}
entry-opinion-overdue = لم يصل الرأي في موعده؛ وأُبلغ الطرفان
entry-opinion-signed = وقّع { $who } رأيًا: { $position ->
    [agree] يوافق
    [differ] يخالف
    [need_more] يحتاج إلى المزيد
   *[cannot_say] لا يمكنه القول
}
entry-opinion-revealed = { $version ->
    [0] أُعطي { $who } التقرير الأول قبل أن يجيب
   *[other] أُعطي { $who } التقرير الأول بعد أن وقّع
}
entry-opinion-amended = عدّل { $who } رأيه (النسخة { $version })؛ وتبقى النسخة السابقة
entry-opinion-mind-changed = { $revealed ->
    [true] غيّر { $who } رأيه بعد أن أُعطي التقرير الأول
   *[other] غيّر { $who } رأيه
}
entry-opinion-read = قرأ { $who } الرأي (النسخة { $version })
entry-opinion-brought = { $blind ->
    [true] أدخل { $who } القارئ إلى استشارة حية قبل أن يجيب قراءةً عمياء
   *[other] أدخل { $who } القارئ إلى استشارة حية
}
entry-board-asked = طرح { $who } سؤالًا على اللجنة (المقاعد: { $board }، النصاب: { $quorum })
entry-board-voted = { $times ->
    [1] صوّت { $who } في السؤال { $number }
   *[other] غيّر { $who } صوته في السؤال { $number }
}
entry-board-revealed = صوّت كل أعضاء اللجنة في السؤال { $number }؛ وعُرضت الأصوات على الأطباء
entry-board-closed = { $outcome ->
    [decided] قرّرت اللجنة في السؤال { $number }؛ الأصوات المحسوبة: { $counted }
    [no_majority] لم تتوصل اللجنة إلى أغلبية في السؤال { $number }؛ الأصوات المحسوبة: { $counted }
   *[other] لم يكتمل نصاب اللجنة في السؤال { $number }: الأصوات { $counted } والمطلوب { $quorum }
}
entry-security-alert = { $code ->
    [second_device] استُعمل رابط { $who } على جهاز ثانٍ
    [claimed_again] دخل { $name } من جهاز آخر؛ وفُصل الأول
    [clock_jump] قفزت ساعة الخادم
    [foreign_frame] طلب شخص لا مقعد له في الاستشارة إحدى صورها ولم يحصل عليها
    [session_rolled_back] أُعيدت نسخة أقدم من هذه الاستشارة بعد انتهائها؛ وتبقى مقفلة
    [tampered_entry] غُيّرت قيود من هذا السجل بعد كتابتها
    [tampered_chat] غُيّرت أسطر من المحادثة بعد كتابتها
    [tampered_receipt] غُيّر الإيصال المحفوظ عن النهاية
    [tampered_object] تغيّرت صورة محفوظة أو تلفت في مكان حفظها: لم تُعرض
    [tampered_row] تغيّر ما حُفظ من سلسلة أو تلف: لم يُعرض
    [tampered_thumbnail] تغيّرت صورة صغيرة محفوظة أو تلفت: صُنعت من جديد
    [tampered_value] تغيّر شيء مختوم في قاعدة البيانات أو تلف ({ $what }): لم يُفتح
    [shared_forged] في Redis شيء لم يضعه هذا النظام ({ $what }): لم يُصدَّق
    [place_stopped] أربعة رموز باسم { $who } من شبكة واحدة كانت خاطئة: الرابط موقوف هناك وحدها
   *[other] لوحظ أمر غير معتاد ({ $code })
}

## المساعدة

how-heading = كيف تسير الاستشارة
how-bring = إحضار الصور
how-bring-more = تقبل الدراسات ملفات DICOM والمجلدات وملفات zip. انظر إليها هناك، وشاركها مع زميل، واحذفها بإيصال.
how-consult = إنشاء الاستشارة
how-consult-more = من دراسة: علّم السلاسل، وراجع الأسماء، ثم «ابدأ الآن». أو قرّرها لوقت لاحق.
how-code = أرسل الرابط، واقرأ الرمز
how-code-more = لكل ضيف رابط (انسخه أو دعه يمسح رمز QR). اضغط «إظهار الرمز» حين يتصل واقرأ الأرقام الستة.
how-admit = أدخلهم
how-admit-more = يقول المنتظر رقمًا وكلمة. اختر مثلهما في الغرفة، وعلّم كيف تعرّفت على الشخص، ثم أدخله.
how-consent = يوافق المريض، ثم الصور
how-consent-more = يقرأ المريض من سيرى ماذا وحتى متى. من دون نعم لا يرى غيرك صورة؛ ويمكن سحب النعم بلمسة.
how-end = النهاية
how-end-more = حين ينتهي الوقت أو تنهيها، تُتلف المفاتيح وتظلم كل الشاشات. تبقى دقيقتان للوداع كتابة؛ ثم تُقفل الاستشارة ويكون سجلها هنا.
help-mouse = السحب بالزر الأيسر يغيّر النافذة أو يستخدم الأداة المختارة في الصف، والأيمن يكبّر، والأوسط يحرّك؛ والعجلة تتصفح ومع Ctrl تكبّر. وفي الغرفة تضع ? أدوات أخرى هناك. إصبع واحد يتصفح، وإصبعان يكبّران ويحرّكان.
limits-heading = حدود بصراحة
limit-camera = لا أحد يستطيع منع ضيف من تصوير الشاشة، ولا منع برنامج معدَّل من الاحتفاظ بما عُرض عليه. تحمل صور المرضى والمراقبين علامة خفيفة تقول لمن أُعدّت؛ وهذا رادع لا أكثر.
limit-server = الخادم هو الذي يرسم الصور، فمن يديره يستطيع رؤيتها؛ ليس التشفير من طرف إلى طرف. ومن يقرأ ذاكرته أثناء استشارة جارية يملك مفتاح تلك الاستشارة.
limit-device = ليس Lightbox جهازًا طبيًا ولا للتشخيص الأولي. وشاشات الضيوف غير معايرة.
limit-browser = تُتلف المفاتيح على الخادم وفي الصفحات المفتوحة؛ أما ما احتفظ به متصفح معدَّل فلا نصل إليه.
limit-memory = تُكتب فوق المفاتيح والصور في ذاكرة الخادم، وتغادر المفاتيح ذاكرة المتصفح عند انتهاء العرض. أما ما نقله جهاز من قبل إلى ذاكرة التبديل أو حفظه عند السبات فيبقى على قرصه: أبقِ التبديل مغلقًا. يُفعل ذلك بقدر ما يستطيع برنامج، وليس هذا وعدًا.
limit-delete = حذف دراسة أو محو سجل هنا لا يصل إلى أرشيفك ولا إلى النسخ الاحتياطية السابقة ولا إلى ما حفظه مشارك؛ وكل إيصال يقول ما يبقى.
