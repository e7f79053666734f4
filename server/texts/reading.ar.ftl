# رأي ثانٍ كما يقرؤه من طُلب منه: الطلب، غرفة القراءة، الجواب، ما وُقّع.

reading-page-title = رأي مطلوب منك
reading-heading = يطلب { $name } رأيك
reading-you = أنت
reading-about = المريض
reading-age = { $unit ->
    [M] { $count ->
        [one] العمر شهر واحد
        [two] العمر شهران
        [few] العمر { $count } أشهر
       *[other] العمر { $count } شهرًا
    }
    [W] { $count ->
        [one] العمر أسبوع واحد
        [two] العمر أسبوعان
        [few] العمر { $count } أسابيع
       *[other] العمر { $count } أسبوعًا
    }
    [D] { $count ->
        [one] العمر يوم واحد
        [two] العمر يومان
        [few] العمر { $count } أيام
       *[other] العمر { $count } يومًا
    }
   *[Y] { $count ->
        [one] العمر سنة واحدة
        [two] العمر سنتان
        [few] العمر { $count } سنوات
       *[other] العمر { $count } سنة
    }
}
reading-sex = { $sex ->
    [F] أنثى
   *[M] ذكر
}
reading-subject = { $sex }، { $age }
reading-subject-unknown = العمر والجنس غير معروفين
reading-pictures = الصور
reading-stack = { $kind }، السلسلة { $series } ({ $count ->
    [one] صورة واحدة
    [two] صورتان
    [few] { $count } صور
    [many] { $count } صورة
   *[other] { $count } صورة
})
reading-stack-no-series = { $kind } ({ $count ->
    [one] صورة واحدة
    [two] صورتان
    [few] { $count } صور
    [many] { $count } صورة
   *[other] { $count } صورة
})
reading-held = { $count } من { $all } يجب أولًا التأكد من خلوّها من الأسماء؛ لا تُعرض عليك قبل ذلك.
reading-urgency = الاستعجال
reading-urgency-routine = عادي
reading-urgency-soon = قريبًا
reading-urgency-urgent = عاجل
reading-due = الجواب قبل
reading-today = اليوم، { $time }
reading-due-left = { $moment } (بقي { $span })
reading-due-over = { $moment }: فات الموعد. ما زال بإمكانك أن تجيب.
reading-days = { $count ->
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
   *[other] { $count } يومًا
}
reading-hours = { $count ->
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
   *[other] { $count } ساعة
}
reading-minutes = { $count ->
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
   *[other] { $count } دقيقة
}
reading-time = وقت النظر
reading-time-granted = { $minutes ->
    [one] دقيقة واحدة تمضي منذ أن تبدأ
    [two] دقيقتان تمضي منذ أن تبدأ
    [few] { $minutes } دقائق تمضي منذ أن تبدأ
   *[other] { $minutes } دقيقة تمضي منذ أن تبدأ
}
reading-basis = الأساس
reading-basis-documented = موافقة المريض موثّقة
reading-basis-verbal-witness = المريض وافق شفهيًا وسمعه شاهد
reading-basis-guardian = وافق وليّ أو وكيل
reading-basis-emergency = الحالة طارئة
reading-blind = قراءة عمياء: ما ذُكر في التقرير السابق محجوب عنك إلى أن توقّع رأيك أنت.

## نعم أو لا

reading-rule-alone = تنظر وحدك: لا يراقبك أحد ولا يحتاج أحد إلى إدخالك. يمكنك الخروج والعودة، لكن الوقت يمضي.
reading-rule-recorded = يُسجَّل أي صور عُرضت عليك ومتى.
reading-rule-locked = { $minutes ->
    [one] بعد دقيقة واحدة تُقفل الصور. يمكنك الكتابة والتوقيع قبل ذلك وبعده.
    [two] بعد دقيقتين تُقفل الصور. يمكنك الكتابة والتوقيع قبل ذلك وبعده.
    [few] بعد { $minutes } دقائق تُقفل الصور. يمكنك الكتابة والتوقيع قبل ذلك وبعده.
   *[other] بعد { $minutes } دقيقة تُقفل الصور. يمكنك الكتابة والتوقيع قبل ذلك وبعده.
}
reading-accept = قبول
reading-decline = اعتذار…
reading-accepted = قبلت: { $time }.
reading-begin = { $minutes ->
    [one] ابدأ النظر (دقيقة واحدة)
    [two] ابدأ النظر (دقيقتان)
    [few] ابدأ النظر ({ $minutes } دقائق)
   *[other] ابدأ النظر ({ $minutes } دقيقة)
}
reading-go-on = تابع النظر
reading-left = بقي { $time }
reading-missed = لم يعد بالإمكان فتح الصور من هنا. إن كنت ما زلت تريد النظر فاطلب أن يُعاد السؤال.
reading-locked-open = انتهى وقت النظر وأُقفلت الصور. ما كتبته ما زال هنا: أكمله ووقّعه أدناه.
reading-done = وُقّع. رأيك لدى { $name }. ما دام لديك وقت يمكنك النظر، وتعديل ما قلت.
reading-done-locked = وُقّع. رأيك لدى { $name }. الصور مقفلة؛ ما وقّعته باقٍ ويمكنك تعديله.
reading-is-declined = اعتذرت، { $time }. يعلم { $name } بذلك وبسببه. الصور مقفلة.
reading-is-withdrawn = لم يعد { $name } بحاجة إلى رأيك، { $time }. الصور مقفلة. شكرًا لك.
reading-decline-title = الاعتذار عن إبداء الرأي
reading-decline-what = يُخبر { $name } فورًا، وبالسبب. لا يمكن التراجع عن ذلك؛ وتُقفل الصور بالنسبة إليك.
reading-decline-why = لماذا؟
reading-decline-not-my-field = ليس هذا اختصاصي
reading-decline-no-time = لا وقت لدي قبل الموعد
reading-decline-too-close = معرفتي بالمريض أو بمن يسأل أوثق من أن أحكم
reading-decline-pictures-unusable = الصور غير صالحة للاستعمال
reading-decline-other = سبب آخر
reading-decline-words = بكلماتك (اختياري)
reading-decline-words-needed = بكلماتك
reading-need-reason = اذكر السبب أولًا.
reading-need-words = اكتب بضع كلمات أولًا.
reading-decline-now = اعتذر الآن
reading-decline-not = لا تعتذر

## غرفة القراءة

reading-opening = تُفتح الصور…
reading-place = الرأي
reading-talk = الرسائل
reading-leave-what = تترك الصور وتعود إلى الطلب. يستمر وقتك؛ وإلى أن ينتهي يمكنك العودة.
reading-open-answer = اكتب الرأي
reading-close-answer = عودة إلى الصورة
reading-cite = استشهد بهذه الصورة
reading-cite-kept = استشهد
reading-cite-cited = أُضيفت إلى رأيك.
reading-cite-again = كانت مضافة من قبل؛ أُخذت لها هذه النافذة.
reading-cite-full = في رأيك 24 صورة. أزل واحدة أولًا.
reading-cite-signed = رأيك موقّع. اختر «تعديل» لإضافة صورة أخرى.
reading-cite-how = لا شيء بعد. «استشهد بهذه الصورة» فوق الصورة يضيف ما تراه.
reading-cite-none = لا شيء.
reading-caption = ما تُظهره { $image } (اختياري)
reading-uncite = لا تستشهد بـ { $image }
reading-uncited = لم تعد { $image } مذكورة.
reading-marks = { $count ->
    [one] مع رسمك
    [two] مع رسمَيك
    [few] مع رسومك الـ { $count }
   *[other] مع رسومك الـ { $count }
}

## الجواب

reading-answer = رأيك
reading-talk-what = يجد { $name } ما تكتبه هنا في سجل هذا الطلب، ولا يقرؤه في الحين. لجواب، اتصل بالهاتف.
reading-position = موقفك
reading-position-hint = من السؤال المطروح، ومن التقرير الأول متى قرأته.
reading-position-agree = أوافق
reading-position-differ = أخالف
reading-position-need-more = أحتاج إلى المزيد لأقول
reading-position-cannot-say = لا أستطيع القول
reading-confidence = درجة الثقة
reading-confidence-low = منخفضة
reading-confidence-moderate = متوسطة
reading-confidence-high = عالية
reading-urgency-act = متى يجب التصرف؟
reading-step = الخطوة التالية
reading-choose = اختر…
reading-step-none = لا شيء
reading-step-follow-up = متابعة
reading-step-more-imaging = تصوير إضافي
reading-step-tissue = عيّنة نسيج
reading-step-treat = علاج
reading-step-refer = إحالة
reading-step-discuss = نقاش في لجنة
reading-step-other = غير ذلك
reading-step-words = بدقة أكبر (اختياري)
reading-step-words-needed = أي خطوة؟
reading-text = الرأي بكلماتك
reading-text-hint = ما تراه، وما معناه، وما كنت ستفعله.
reading-rests-on = يستند إلى
reading-rests-on-none = لا يستند إلى صورة بعينها.
reading-display = تنظر إليها على
reading-display-hint = يُحفظ في هذا المتصفح ويُوقَّع مع رأيك.
reading-display-none = لم يُذكر
reading-display-phone = هاتف
reading-display-tablet = جهاز لوحي
reading-display-laptop = حاسوب محمول
reading-display-desktop = شاشة مكتبية
reading-display-medical = شاشة طبية
reading-calibrated = هي معايَرة وفق معيار التدرج الرمادي
reading-calibrated-short = معايَرة
reading-review = راجِع ووقّع
reading-kept-here = يُحفظ في هذه النافذة إلى أن توقّع، حتى لو أُعيد تحميلها.
reading-missing = { $count ->
    [one] ينقص شيء واحد أعلاه.
    [two] ينقص شيئان أعلاه.
    [few] تنقص { $count } أشياء أعلاه.
   *[other] ينقص { $count } شيئًا أعلاه.
}
reading-need-position = اختر موقفك.
reading-need-confidence = اذكر مدى ثقتك.
reading-need-urgency = اذكر متى يجب التصرف.
reading-need-next-step = اختر الخطوة التالية.
reading-need-next-step-words = اذكر أي خطوة.
reading-need-text = اكتب رأيك.
reading-amending = تكتب نسخة جديدة. وتبقى النسخة التي وقّعتها إلى جانبها.
reading-save = ما وجدتَه بصيغة DICOM
reading-save-what = رسوماتك وقياساتك والعروض التي حفظتها وجوابك الموقّع، كحالات عرض وصور رئيسية وتقرير. لا يظهر فيها اسم المريض ولا أي صورة.
reading-save-open = أخذها معك…
reading-save-now = أخذها معك
reading-save-done = الملف في تنزيلاتك.
reading-amend = تعديل…
reading-amend-not = اتركه كما هو
reading-reason = لماذا تعدّله؟

## التوقيع

reading-sign-title = توقيع رأيك
reading-sign-amendment = توقيع النسخة الجديدة
reading-what-leaves = ما توقّعه
reading-where = يصل إلى { $name } وإلى سجل { $clinic }. بعد التوقيع لا يُغيَّر أبدًا؛ يمكنك تعديله لاحقًا وتبقى النسختان.
reading-not-primary = أُعطي استنادًا إلى صور استشارة؛ وليس تقريرًا أوليًا. يُوقَّع بمفتاح العيادة بعد رمزك.
reading-code = رمز من العيادة
reading-code-own = رمز من تطبيق المصادقة
reading-code-own-how = الأرقام الستة الحالية في تطبيق المصادقة تثبت أنه أنت.
reading-code-read = رمز جديد يثبت أنه أنت، فالرمز الذي دخلت به استُعمل. تُقرأ الرموز هنا، عادةً عبر الهاتف.
reading-code-ask = اطلب رمزًا من { $name }
reading-code-asked = أُخبر { $name } بأنك تحتاج إلى رمز.
reading-code-mail = رمز جديد يثبت أنه أنت. يُرسل إلى بريدك.
reading-code-text = رمز جديد يثبت أنه أنت. يُرسل إلى هاتفك.
reading-code-send = أرسلوا لي رمزًا
reading-sign-now = وقّع
reading-sign-not = غيّر شيئًا
reading-overtaken = وُقّعت نسخة أخرى في الأثناء. أغلق هذا وانظر إليها أولًا.
reading-not-open = لم يعد الطلب مفتوحًا. أغلق هذا وانظر إليه.

## نسخة موقّعة، على صفحة صاحبها وصفحة من طلبها

version = النسخة { $version }
version-amends = النسخة { $version } تعدّل النسخة { $before }
version-yours = رأيك
version-only = الرأي
version-newest = الأحدث
version-amended-since = عُدّلت لاحقًا
version-signed-by = وقّعها { $name }، { $time }
version-reason = سبب التعديل: { $reason }
version-changed = تغيّر عن النسخة { $before }
version-changed-from = { $what }: من { $before } إلى { $after }
version-position = الموقف
version-says-agree = يوافق
version-says-differ = يخالف
version-says-need-more = يحتاج إلى المزيد ليقول
version-says-cannot-say = لا يستطيع القول
version-known-yes = كان معروفًا عند التوقيع
version-known-live = لم يُعطَ، لكن صاحب الرأي كان في استشارة حية بشأنه
version-known-no = لم يكن معروفًا عند التوقيع، أو لم يوجد
version-frame = الإطار { $frame }
version-digest = البصمة في السجل
version-file = حفظ ما تم توقيعه (ملف يمكن لأي شخص التحقق منه)

## ما وُقّع

reading-first-report = التقرير الأول
reading-reveal = اعرضوا عليّ التقرير الأول
reading-reveal-after = لقد وقّعت. يمكن الآن أن يُعرض عليك ما ذُكر سابقًا؛ ويُسجَّل ذلك ووقته.
reading-reveal-before = يجوز لك قراءة ما ذُكر سابقًا. ويُسجَّل أنك فعلت ومتى، ويُذكر في ما توقّعه.
reading-first-report-none = لم يُذكر شيء من قبل، أو لم يُرفق بهذا الطلب.
reading-other = ما أجاب به { $name }
reading-kept = مناظر حفظتها
