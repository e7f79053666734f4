### هذا الخادم: حاله، والسجل كله، وما يُحفظ، وما يجوز في الاستشارة

nav-installation = الخادم
installation-what = حال هذا الخادم، وسلامة سجله، والقواعد السارية. لا تُعرض هنا صورة ولا مريض.

health-heading = هل هو بخير؟
health-fine = كل شيء بخير
health-attention = { $count ->
    [one] أمر واحد يحتاج إلى نظر
    [two] أمران يحتاجان إلى نظر
    [few] { $count } أمور تحتاج إلى نظر
   *[other] { $count } أمرًا يحتاج إلى نظر
}
health-stop = غير جاهز لاستقبال أحد
health-ok = سليم
health-when = سُئل في { $time }، ويُسأل من جديد تلقائيًا.
health-version = الإصدار
health-is-clock = الساعة
health-is-database = قاعدة البيانات
health-is-draining = مفتوح للناس
health-is-memory = الذاكرة التي تحوي الصور
health-is-record = السجل
health-is-shared = ما تشترك فيه عدة أجهزة
health-is-storage = مخزن الدراسات
health-is-witness = شاهد السجل
health-is-workers = العمليات التي تقرأ الملفات
health-code-clock-off = الساعة خاطئة. يجب ضبطها من الشبكة قبل الاستشارة التالية.
health-code-clock-uncertain = قد تكون الساعة منحرفة أكثر مما ينبغي.
health-code-clock-not-measured = لا شيء يقيس الساعة. ثبّت خدمة للوقت.
health-code-schema-outdated = قاعدة البيانات من إصدار آخر. شغّل lightbox migrate.
health-code-draining = يجري إيقافه: من في الداخل يبقى، ولا يدخل أحد جديد.
health-code-no-witness = لا يوجد: لو أُعيدت نسخة قديمة من البيانات لما لوحظ ذلك.
health-code-witness-unavailable = لا يمكن الكتابة فيه.
health-code-storage-full = القرص ممتلئ تقريبًا. تُرفض الدراسات الجديدة.
health-code-storage-unavailable = المخزن لا يجيب. تستمر الغرف بما لديها.
health-code-database-unavailable = قاعدة البيانات لا تجيب.
health-code-log-unavailable = لا يمكن الكتابة فيه. لا تُعرض صورة حتى يصبح ذلك ممكنًا.
health-code-shared-unavailable = لا يجيب Redis. تستمر غرف هذا الجهاز.
health-code-workers-unavailable = لا تجيب. لا يمكن قراءة ملف جديد.
health-code-timed-out = لا جواب خلال ثلاث ثوانٍ.
health-code-core-dumps = قد يكتب النظام الذاكرة في ملف بعد انهيار.
health-code-tracing = قد تقرأ برامج أخرى لهذا الحساب الذاكرة.
health-code-freed-memory = لا تُكتب فوق الذاكرة عند ردها.
health-code-swapped-out = جزء من الذاكرة على قرص المبادلة.

whole-heading = السجل
whole-entries = { $count ->
    [0] لا قيد بعد
    [one] قيد واحد حتى الآن
    [two] قيدان حتى الآن
    [few] { $count } قيود حتى الآن
   *[other] { $count } قيدًا حتى الآن
}
whole-what = يمكن مقارنة كل قيد بما كُتب، والقيود كلها بشجرة واحدة، والشجرة بشاهدها خارج مجلد البيانات. وأنك نظرت قيد أيضًا.
whole-look = فحص السجل كله
whole-looking = جارٍ فحص كل قيد…
whole-fine = { $count ->
    [one] القيد الوحيد كما كُتب، ولا ينقص شيء.
    [two] القيدان كما كُتبا، ولا ينقص شيء.
    [few] كل القيود ({ $count }) كما كُتبت، ولا ينقص منها شيء.
   *[other] كل القيود ({ $count }) كما كُتبت، ولا ينقص منها شيء.
}
whole-broken = السجل ليس ما كُتب. الاستشارات مستمرة؛ اعرف السبب الآن.
whole-when = وقت الفحص
whole-changed = قيود مغيّرة
whole-none = لا شيء
whole-more = { $count ->
    [one] وقيد آخر
    [two] وقيدان آخران
    [few] و{ $count } قيود أخرى
   *[other] و{ $count } قيدًا آخر
}
whole-number = { $count }
whole-tree = الشجرة
whole-tree-same = هي التي بناها هذا الخادم
whole-tree-other = غير التي بناها هذا الخادم
whole-witness = الشاهد
whole-witness-ok = موافق
whole-witness-none = لا يوجد
whole-witness-log-rolled-back = يعرف قيودًا لم تعد موجودة: أُعيدت نسخة قديمة
whole-witness-log-forked = يعرف قيودًا أخرى: هذا سجل آخر
whole-witness-witness-not-ours = ليس لهذا الخادم
whole-witness-witness-missing = اختفى
whole-witness-witness-unavailable = لا يمكن قراءته
whole-erased = كلمات أُزيلت عند انتهاء مدتها
whole-root = جذر الشجرة
whole-do = لا تحذف شيئًا ولا تسترجع شيئًا. احتفظ بنسخة من مجلد البيانات كما هو، واتبع «The witness» في دليل التشغيل.

kept-for-heading = مدة حفظ كل شيء
kept-for-studies = الدراسات
kept-for-chats = المحادثات
kept-for-notes = المذكرات
kept-for-records = سجلات الاستشارات
kept-for-owner = حتى يزيلها صاحبها
kept-for-record = بقدر السجل
kept-for-ever = حتى يزيلها أحد
kept-for-days = { $count ->
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
   *[other] { $count } يومًا
}
kept-for-most = { $count ->
    [one] (يجوز لصاحبها حفظ دراسة يومًا واحدًا)
    [two] (يجوز لصاحبها حفظ دراسة يومين)
    [few] (يجوز لصاحبها حفظ دراسة { $count } أيام)
   *[other] (يجوز لصاحبها حفظ دراسة { $count } يومًا)
}
kept-for-years = { $count ->
    [one] سنة واحدة
    [two] سنتان
    [few] { $count } سنوات
   *[other] { $count } سنة
}
kept-for-pictures = تُتلف صور الاستشارة عند نهايتها، أيًا كان المكتوب هنا.

rule-heading = ما يجوز في الاستشارة
rule-who = من يحضر
rule-required = { $role } (لازم)
rule-minutes = المدة
rule-minutes-are = { $minutes ->
    [one] دقيقة واحدة، وعلى الأكثر { $most }
    [two] دقيقتان، وعلى الأكثر { $most }
    [few] { $minutes } دقائق، وعلى الأكثر { $most }
   *[other] { $minutes } دقيقة، وعلى الأكثر { $most }
}
rule-more-time = وقت إضافي
rule-no-more-time = لا يوجد
rule-more-time-up-to = { $times ->
    [one] مرة واحدة، حتى { $most } د
    [two] مرتين، حتى { $most } د كل مرة
    [few] { $times } مرات، حتى { $most } د كل مرة
   *[other] { $times } مرة، حتى { $most } د كل مرة
}
rule-more-time-sizes = { $times ->
    [one] مرة واحدة: { $sizes } د
    [two] مرتين: { $sizes } د
    [few] { $times } مرات: { $sizes } د
   *[other] { $times } مرة: { $sizes } د
}
rule-grounds = تُعرض الصور
rule-links = يُفتح الرابط الواحد على
rule-links-are = { $count ->
    [one] جهاز واحد
    [two] جهازين
    [few] { $count } أجهزة
   *[other] { $count } جهازًا
}
rule-doors = تُفتح الأبواب
rule-doors-are = { $count ->
    [0] عند البدء
    [one] قبل البدء بدقيقة
    [two] قبل البدء بدقيقتين
    [few] قبل البدء بـ{ $count } دقائق
   *[other] قبل البدء بـ{ $count } دقيقة
}
rule-change = هذه القواعد في ملف السياسة. يغيّره من يدير الجهاز، وتحتفظ الاستشارات القائمة بقواعدها.
rule-digest = بصمة هذه القواعد
