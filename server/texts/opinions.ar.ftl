# Second opinions as whoever asks for them has them: the queue, the form, the request with its answer.

opinions = الآراء الثانية
opinions-ask = اطلب رأيًا ثانيًا
opinions-none = لا رأي مفتوح: لا تنتظر رأيًا ولا أحد ينتظر رأيك.
opinions-none-how = من دراسة، أو من استشارة جارية، يمكنك أن تسأل زميلًا أو مختصًا من الخارج. ينظر وحده في الوقت الذي تمنحه، ويوقّع جوابًا.
opinions-done = المُجاب عنها والمغلقة ({ $count })
opinions-all = اعرضها كلها ({ $count })
opinions-newest = تُعرض أحدث { $count }.
opinions-you-asked = سألتَ { $name }
opinions-asks-you = يسألك { $name }
opinions-row = { $side ->
    [asked] رأي طلبته من { $name }
   *[owed] رأي يطلبه منك { $name }
}
opinions-state-asked = { $side ->
    [asked] لم يُقبل بعد
   *[owed] اقبل أو اعتذر
}
opinions-state-accepted = { $side ->
    [asked] قُبل
   *[owed] قبلتَ
}
opinions-state-declined = { $side ->
    [asked] رُفض
   *[owed] اعتذرتَ
}
opinions-state-withdrawn = { $side ->
    [asked] سُحب
   *[owed] لم يعد مطلوبًا
}
opinions-state-answered = { $side ->
    [asked] أُجيب
   *[owed] أجبتَ
}
opinions-unread = لم يُقرأ بعد
opinions-due-in = الموعد بعد { $time }
opinions-late = متأخر { $time }
opinions-was-due = الموعد { $when }
opinions-asked-at = طُلب { $when }
opinions-blind = دون اطلاع
opinions-urgency-routine = اعتيادي
opinions-urgency-soon = قريبًا
opinions-urgency-urgent = عاجل
opinions-age-years = { $count ->
    [one] العمر سنة واحدة
    [two] العمر سنتان
    [few] العمر { $count } سنوات
   *[other] العمر { $count } سنة
}
opinions-age-months = { $count ->
    [zero] أقل من شهر
    [one] شهر واحد
    [two] شهران
    [few] { $count } أشهر
    [many] { $count } شهرًا
   *[other] { $count } شهر
}
opinions-held = { $count ->
    [zero] لا سلسلة محجوزة
    [one] سلسلة واحدة محجوزة
    [two] سلسلتان محجوزتان
    [few] { $count } سلاسل محجوزة
    [many] { $count } سلسلة محجوزة
   *[other] { $count } سلسلة محجوزة
}
opinions-declined-because = { $reason ->
    [not_my_field] رُفض: ليس من اختصاصه.
    [no_time] رُفض: لا وقت لديه.
    [too_close] رُفض: قريب من المريض أو منك بما لا يسمح له بالحكم.
    [pictures_unusable] رُفض: الصور غير صالحة.
   *[other] رُفض لسبب آخر.
}
opinions-open = افتح
opinions-look = انظر وأجب

## What is new

opinions-news = جديد الآراء
opinions-news-asked = طُلب منك رأي ({ $at }).
opinions-news-accepted = قُبل طلبك لرأي ({ $at }).
opinions-news-declined = رُفض طلبك لرأي ({ $at }).
opinions-news-withdrawn = سُحب طلب لرأيك ({ $at }).
opinions-news-answered = وُقّع رأي طلبتَه ({ $at }).
opinions-news-amended = عُدّل رأي طلبتَه ({ $at }).
opinions-news-overdue = تأخر رأي عن موعده ({ $at }).
opinions-news-moved = تغيّر موعد رأي طُلب منك ({ $at }).
opinions-news-prior = يطلب من يبدي رأيه لك رؤية صور سابقة ({ $at }).
opinions-news-brought = دُعيت إلى استشارة حية بشأن رأي ({ $at }).
opinions-news-read = علمت
opinions-news-read-all = علمت بها كلها

## Asking

asking-out-of = من الاستشارة الجارية: تُرفق كل صورها بالسؤال.
asking-study-series = صور هذه الاستشارة
asking-not-in-policy = لا تشمل سياسة العيادة الآراء الثانية. اسأل من يديرها.
asking-what = عمّ تسأل؟
asking-question = السؤال
asking-question-hint = يُقرأ كما هو، ويرد في ما يُوقَّع. لا تكتب اسم المريض: لا يُعطى إلا العمر والجنس.
asking-urgency = الاستعجال
asking-due = موعد الجواب
asking-due-hours = { $hours ->
    [1] خلال ساعة
    [4] خلال 4 ساعات
    [24] خلال يوم
    [72] خلال 3 أيام
   *[168] خلال أسبوع
}
asking-due-own = في وقت تختاره
asking-due-at = حتى
asking-due-until = حتى { $when } ({ $zone }). يُقبل الجواب المتأخر أيضًا، ويُبلَّغ الطرفان.
asking-minutes = كم يُسمح له بالنظر؟
asking-minutes-hint = يُحسب منذ أن يبدأ. ويمكنه البدء حتى ساعتين بعد الموعد.
asking-whom = من تسأل؟
asking-whom-colleague = زميلًا هنا
asking-whom-outside = شخصًا من الخارج، برابط ورمز
asking-colleague = الزميل
asking-no-colleague = لا يوجد هنا طبيب آخر: اسأل شخصًا من الخارج.
asking-name = المختص، كما تسميه
asking-name-hint = يرد بجانب جوابه. لم يتحقق أحد من هويته: أعطِ الرابط والرمز للشخص الصحيح.
asking-report = ما كُتب سابقًا
asking-report-words = التقرير الأول
asking-report-hint = اتركه فارغًا إن لم يوجد. احذف الأسماء: يُعطى كما هو.
asking-blind = قراءة دون اطلاع: لا شيء منه، ولا مما أجاب به آخرون، قبل أن يوقّع جوابه
asking-not-blind = يُعطى له حين يطلبه، ويذكر السجل متى كان ذلك.
asking-others = أعطه أيضًا ما أجابك به آخرون عن السلاسل نفسها
asking-letter = ما سيقرؤه
asking-letter-asks = يطلب منك { $name } رأيًا ثانيًا.
asking-letter-no-question = (سؤالك)
asking-letter-patient = مريض: العمر والجنس دون اسم
asking-letter-no-series = (السلاسل التي تختارها)
asking-letter-held = (محجوزة حتى يبحث أحد عن أسماء فيها)
asking-letter-blind = ستُعطى التقرير الأول بعد أن توقّع جوابك.
asking-letter-first = يوجد تقرير أول. يمكنك طلبه، ويذكر السجل متى أُعطي لك.
asking-letter-until = الجواب مطلوب حتى { $when }. لديك { $minutes ->
    [zero] { $minutes } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
} للنظر منذ أن تبدأ.
asking-letter-not-primary = صور للاستشارة لا لتقرير أولي.
asking-held = { $count ->
    [zero] لا سلسلة محجوزة.
    [one] قد تحوي صور سلسلة واحدة أسماء. يمكنك أن تسأل، لكنها لا تُعرض قبل أن يتحقق أحد.
    [two] قد تحوي صور سلسلتين أسماء. يمكنك أن تسأل، لكنهما لا تُعرضان قبل أن يتحقق أحد.
    [few] قد تحوي صور { $count } سلاسل أسماء. يمكنك أن تسأل، لكنها لا تُعرض قبل أن يتحقق أحد.
    [many] قد تحوي صور { $count } سلسلة أسماء. يمكنك أن تسأل، لكنها لا تُعرض قبل أن يتحقق أحد.
   *[other] قد تحوي صور { $count } سلسلة أسماء. يمكنك أن تسأل، لكنها لا تُعرض قبل أن يتحقق أحد.
}
asking-send = اسأل
asking-made = الطلب جاهز. لن يعلم به { $name } حتى تعطيه الرابط.
asking-sent = سُئل { $name }.
asking-need-question = اكتب سؤالك.
asking-need-shorter = هذا أطول مما ينبغي.
asking-need-due = حدّد الموعد.
asking-need-later-due = بعد خمس دقائق من الآن على الأقل.
asking-need-nearer-due = خلال 31 يومًا من الآن على الأكثر.
asking-need-colleague = اختر زميلًا.

## A request and its answer

opinion = رأي ثانٍ
opinion-of = رأي { $name }
opinion-question = السؤال
opinion-patient = المريض
opinion-first-report = التقرير الأول
opinion-blind-fact = دون اطلاع
opinion-blind-yes = نعم: التقرير الأول وآراء الآخرين بعد التوقيع الأول فقط
opinion-blind-no = لا: تُعطى عند طلبها
opinion-others-fact = أجوبة الآخرين
opinion-others-yes = تُعطى مع التقرير الأول
opinion-others-no = لا تُعطى
opinion-minutes-fact = للنظر
opinion-to-consult = إلى الاستشارة التي طُلب فيها
opinion-steps = ما حدث
opinion-step-asked = طُلب
opinion-step-accepted = قُبل
opinion-step-begun = بدأ النظر
opinion-step-ends = الصور حتى
opinion-step-overdue = تأخر؛ وأُبلغ الطرفان
opinion-step-revealed = أُعطي التقرير الأول
opinion-step-answered = أول توقيع
opinion-step-declined = رُفض
opinion-step-withdrawn = سُحب
opinion-step-read = قرأتَ أحدث نسخة
opinion-step-open = يمكن البدء حتى
opinion-back = سؤال آخر
opinion-back-what = لا يتغير الجواب من هنا أبدًا. طلب جديد يأخذ معه السؤال والصور: قل فيه ما تريد معرفته بعد. ويمكن أن يعدّل { $name } ما وقّعه: اتصل به.
opinion-back-ask = اسأل من جديد…
opinion-else = شخص آخر
opinion-else-what = السؤال نفسه عن الصور نفسها: اختر من تسأل.
opinion-else-ask = اسأل شخصًا آخر…
opinion-hand-over = لا يعلم { $name } بعد: أعطه الرابط أدناه.
opinion-waiting-asked = لم يقل بعد هل سيجيب.
opinion-waiting-accepted = قَبِل. يظهر الجواب هنا حالما يُوقَّع.
opinion-withdrawn-words = سحبتَ الطلب. وصوره مقفلة.
opinion-way-in = الرابط والرمز
opinion-code-hint = يحتاج رمزًا للدخول وآخر للتوقيع. اعرض رمزًا حين يتصل واقرأه له.
opinion-answer = الجواب
opinion-not-primary = أُعطي على صور استشارة؛ وليس تقريرًا أوليًا.
opinion-take = خذه معك
opinion-take-what = في ملف PDF السؤال والجواب والصور بأرقامها. وملفات DICOM تحمل اسم المريض وهي للأرشيف.
opinion-pdf = PDF
opinion-record = من رأى ماذا: السجل
opinion-due = الموعد
opinion-due-what = يمكن نقله ما دام لم يُجِب أحد: إلى { $when } على الأكثر، حين ينتهي وقت بدء النظر. ويُبلَّغ بذلك.
opinion-due-ask = انقله…
opinion-due-at = الجواب مطلوب حتى
opinion-due-act = انقله
opinion-due-moved = أُبلغ بذلك: الموعد { $when }.
opinion-due-wrong = بين خمس دقائق من الآن و{ $when }.
opinion-due-first = كان أولًا { $when }
opinion-withdraw = السحب
opinion-withdraw-ask = اسحب الطلب…
opinion-withdraw-keep = أبقِه
opinion-withdraw-act = اسحبه الآن
opinion-withdraw-what = لن يمكنه النظر ولا الجواب، وتُقفل الصور التي أُعطيت. لا رجوع عنه: ستطلب من جديد.
opinion-withdrawn-now = سُحب الطلب.
opinion-reading-of = هذه جلسة عرض لرأي ثانٍ طلبتَه.
opinion-to-request = إلى الطلب

# الصور السابقة، ومن يُدعى للحديث عن رأي
priors-title = الصور السابقة
priors-wish = يطلب { $name } صورًا سابقة:
priors-deny = رفض
priors-deny-words = كلمة لمن طلب (يمكن تركها فارغة)
priors-deny-send = رفض
priors-intro = دراسات أخرى لهذا المريض يمكنك عرضها.
priors-none = لا توجد دراسة أخرى لهذا المريض يمكنك عرضها.
priors-study = دراسة
priors-covered = ما سجلته لهذه الصور يشمل الصور السابقة أيضًا
priors-seen-at-once = يراها فورًا كل من يذكرهم السجل.
priors-seen-later = تراها أنت وحدك حتى يُسجَّل لها أساس آخر.
priors-seen-agreed = تراها أنت وحدك حتى يوافق المريض؛ وإن كان هنا فسيُسأل الآن.
priors-add = { $count ->
    [0] إضافة سلاسل
    [one] إضافة سلسلة واحدة
   *[other] إضافة سلاسل: { $count }
}
priors-added = أُضيفت صور سابقة.
readers-title = من يبدي رأيه لك
readers-bring = دعوة { $name }
readers-blind = يقرأ { $name } دون معرفة التقرير الأول ولم يجب بعد. وقد يسمعه في الغرفة. تُسجَّل دعوتك له، ويذكر جوابه أنه كان هنا.
readers-blind-act = الدعوة رغم ذلك
