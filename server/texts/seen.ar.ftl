# من رأى ماذا: في سجل الاستشارة، وفي صفحات المدقّق، وبكلمات بسيطة للمرضى.

# --- في السجل ---
seen-shown = على الشاشة
seen-sent = أُرسل
seen-authorized = جاز إرساله
seen-tier-lossless = دون فقد
seen-tier-lossy = مضغوطة
seen-tier-preview = معاينة
seen-count = { $count ->
    [one] صورة واحدة ({ $ranges })
    [two] صورتان ({ $ranges })
    [few] { $count } صور ({ $ranges })
   *[other] { $count } صورة ({ $ranges })
}
seen-time = { $minutes ->
    [0] { $seconds } ث
   *[other] { $minutes } د { $seconds } ث
}
seen-time-unknown = المدة غير مسجّلة
seen-not-told = لم تبلّغ عنه الشاشة
seen-not-sent = لا شيء
seen-sent-unknown = لم يكن يُسجَّل حينها
seen-hint = «أُرسل» هو ما سلّمه الخادم إلى خط تلك الشاشة. «على الشاشة» هو ما أبلغت عنه الشاشة نفسها؛ والمدة يعدّها الخادم ما دامت الصفحة ظاهرة، مجموعةً على الصور. «جاز إرساله» يُكتب قبل أن تغادر أي صورة، في كتل من 128.
seen-left-out = { $count ->
    [one] أُسقط هنا سطر أقدم عن صور مفردة؛ وهو محسوب أعلاه.
    [two] أُسقط هنا سطران أقدم عن صور مفردة؛ وهما محسوبان أعلاه.
    [few] أُسقطت هنا { $count } أسطر أقدم عن صور مفردة؛ وهي محسوبة أعلاه.
   *[other] أُسقط هنا { $count } سطرًا أقدم عن صور مفردة؛ وهي محسوبة أعلاه.
}
entry-instances-authorized = جاز إرسال الصور { $first } إلى { $last } من سلسلة إلى { $who }
entry-instances-sent = أُرسلت صور إلى { $who }
entry-instances-shown = أبلغت شاشة { $who } أنها عرضت صورًا
entry-staff = أحد العاملين في العيادة
entry-emergency-reviewed = راجع { $who } عرضَ صور بسبب حالة طارئة

# --- المدقّقون ---
nav-audit = السجل
nav-seen-between = من رأى ماذا
audit-heading = السجل
audit-what = كل ما حدث، الأحدث أولًا، دون أي صورة. واطّلاعك هنا يُسجَّل أيضًا.
audit-from = من
audit-until = إلى
audit-who = الشخص
audit-who-hint = جزء من اسم، أو معرّف
audit-about = عن
audit-about-all = كل شيء
audit-about-pictures = الصور
audit-about-alerts = الإنذارات
audit-about-refusals = الرفض
audit-about-consent = الموافقة
audit-about-coming-in = الدخول
audit-about-staff = العاملين
audit-about-record = السجل والمفاتيح
audit-consult = الاستشارة
audit-consult-all = كل الاستشارات
audit-search = ابحث
audit-export = تصدير مع البراهين
audit-exporting = جارٍ التصدير…
audit-export-done = الملف في تنزيلاتك. يستطيع أي شخص التحقق منه بواسطة lightbox-verify.
audit-older = الأقدم
audit-none = لم يُعثر على شيء.
audit-none-so-far = لم يُعثر على شيء حتى الآن؛ وقد يوجد المزيد في الأقدم.
audit-start = هذه بداية السجل.
audit-as-written = كما هو مكتوب في السجل، بكلماته نفسها:
error-export-too-large = هذا أكثر من { $most } قيدًا. ضيّق البحث، أو صدّر السجل كله بترك الحقول فارغة.
between-heading = من رأى ماذا
between-what = الأشخاص والصور والدقائق بين لحظتين، في كل الاستشارات: جوابًا عن سؤال من نظر وكم من الوقت.
between-look = أنشئ التقرير
between-none = لم تُرسل في ذلك الوقت صورة إلى أحد ولم يجز إرسالها.
between-whose = لمن
between-when = متى
between-sum = { $people ->
    [one] أُرسلت صور إلى شخص واحد؛ وكان على الشاشات { $pictures } من الصور، مدة { $time } في المجموع.
    [two] أُرسلت صور إلى شخصين؛ وكان على الشاشات { $pictures } من الصور، مدة { $time } في المجموع.
    [few] أُرسلت صور إلى { $people } أشخاص؛ وكان على الشاشات { $pictures } من الصور، مدة { $time } في المجموع.
   *[other] أُرسلت صور إلى { $people } شخصًا؛ وكان على الشاشات { $pictures } من الصور، مدة { $time } في المجموع.
}
between-gone = لم يعد معروفًا
emergency-heading = الحالات الطارئة
emergency-what = كل مرة عُرضت فيها صور بسبب حالة طارئة، مع السبب الذي ذُكر. انظر في كل منها ثم قل ذلك: يُسجَّل.
emergency-none = لم تُعرض صور قط بسبب حالة طارئة.
emergency-reason = السبب
emergency-reason-gone = لم يعد بالإمكان فتحه.
emergency-by = { $name }، { $time }
emergency-review = نظرتُ فيها
emergency-reviewed = نظر فيها { $name }، { $time }
emergency-open = بانتظار النظر
emergency-entries = سجلّها

# --- للمرضى ---
mine-open = من نظر إلى صوري؟
mine-heading = من نظر إلى صورك
mine-none = لم تُعرض صورك على أحد.
mine-you = أنت
mine-somebody = شخص ما
mine-saw = { $count ->
    [0] لم تظهر أي صورة على الشاشة.
    [one] ظهرت صورة واحدة على الشاشة.
    [two] ظهرت صورتان من أصل { $total } على الشاشة.
    [few] ظهرت { $count } صور من أصل { $total } على الشاشة.
   *[other] ظهرت { $count } صورة من أصل { $total } على الشاشة.
}
mine-time = { $minutes ->
    [0] أقل من دقيقة، { $when }.
    [one] نحو دقيقة، { $when }.
    [two] نحو دقيقتين، { $when }.
    [few] نحو { $minutes } دقائق، { $when }.
   *[other] نحو { $minutes } دقيقة، { $when }.
}
mine-when = { $when }.
mine-sent-only = { $count ->
    [one] أُرسلت إليه صورة واحدة؛ ولم تقل الشاشة إنها عرضتها.
    [two] أُرسلت إليه صورتان؛ ولم تقل الشاشة إنها عرضتهما.
    [few] أُرسلت إليه { $count } صور؛ ولم تقل الشاشة إنها عرضتها.
   *[other] أُرسلت إليه { $count } صورة؛ ولم تقل الشاشة إنها عرضتها.
}
mine-could = كان يمكن أن تُرسل إليه هذه الصور، لكن لم تُرسل أي منها.
mine-series = صور: { $modality }
mine-series-gone = صور حُذفت بعد ذلك
mine-modality-ct = تصوير مقطعي
mine-modality-mr = رنين مغناطيسي
mine-modality-us = موجات فوق صوتية
mine-modality-x = أشعة سينية
mine-modality-mg = تصوير الثدي
mine-modality-pt = تصوير بوزيتروني
mine-modality-nm = طب نووي
mine-modality-other = أخرى
mine-how = شاشة كل شخص تخبر بما تعرضه؛ والأوقات هي أوقات خادم العيادة. واطّلاعك هنا يُكتب أيضًا. أما الصور الملتقطة للشاشة بكاميرا فلا يمكن رؤيتها هنا.
mine-not = لا يمكن قراءة ذلك الآن. حاول مرة أخرى، أو اتصل بعيادتك.
mine-close = إغلاق
