### ما يقرأه المريض قبل عرض الصور: جمل بسيطة لا تُخفي شيئًا.
### تُحفظ الكلمات نفسها مع الجواب: يمكن تغييرها هنا، والموافقات السابقة تحتفظ بكلماتها.

consent-title = هل يمكننا عرض صورك؟
consent-asks = يسأل { $host } من { $clinic } إن كان يمكن عرض صورك في هذه المحادثة.
# $purpose is the kind of consult: patient_consult, second_opinion or board.
consent-purpose =
    { $purpose ->
        [second_opinion] تُعرض لسبب واحد فقط: الحصول على رأي طبي ثانٍ والتحدث معك عنه الآن.
        [board] تُعرض لسبب واحد فقط: أن يقرر عدة أطباء معك الآن.
       *[other] تُعرض لسبب واحد فقط: التحدث معك عنها الآن.
    }
consent-what = أي صور
consent-who = من يراها معك
consent-host = { $host }، مقدم الرعاية الذي يتابعك في { $clinic }، ومن تحدده من الأشخاص:
consent-host-alone = { $host } فقط، مقدم الرعاية الذي يتابعك في { $clinic }.
consent-viewer-specialist = { $name }، بصفة اختصاصي في { $clinic }
consent-viewer-specialist-not-verified = { $name }، بصفة اختصاصي دعاه مقدم الرعاية. لم تتحقق العيادة من هوية هذا الشخص.
consent-viewer-observer = { $name }، من { $clinic }، للمشاهدة فقط
consent-viewer-observer-not-verified = { $name }، بدعوة من مقدم الرعاية، للمشاهدة فقط. لم تتحقق العيادة من هوية هذا الشخص.
consent-when = حتى متى
consent-until = حتى الساعة { $time }
consent-until-strict = حتى الساعة { $time } لا أكثر
consent-until-most = حتى الساعة { $time }؛ يستطيع { $host } إضافة وقت إذا احتجت إليه، على ألا يتجاوز الساعة { $most } أبدًا
consent-until-added = حتى الساعة { $most }، مع كل الوقت الذي يمكن إضافته
consent-after = عند انتهاء هذا الوقت تُظلم كل الشاشات ولا يمكن فتح الصور من هنا مرة أخرى.
# $time is hours and minutes; $style is am, pm, or day for a clock of 24 hours.
consent-clock =
    { $style ->
        [am] { $time } ص
        [pm] { $time } م
       *[day] { $time }
    }
consent-screens = تبقى صورك الأصلية في أرشيف { $clinic }، ولا يُرسل شيء إلى أي مكان آخر. لا يمكننا منع أحد من تصوير شاشة.
consent-free = القرار لك. إذا قلت ليس الآن، تستمر المحادثة من دون صور. وإذا وافقت، يمكنك في أي وقت عرض القليل منها أو إيقاف العرض.
consent-narrow-title = اختر ما يُعرض
consent-narrow-how = ألغِ تحديد ما لا تريد عرضه بعد الآن، فيختفي من كل الشاشات فورًا.
consent-narrow-who = من يجوز له رؤيتها
consent-narrow-patient = يظل المريض يرى ما بقي محددًا.
consent-narrow = عرض هذا فقط
consent-narrow-leave = إبقاؤه كما هو
consent-agree = أوافق، اعرضوها
consent-not-now = ليس الآن

# $modality is DICOM's two-letter word for how the pictures were made.
consent-modality =
    { $modality ->
        [CT] أشعة مقطعية
        [MR] رنين مغناطيسي
        [US] صور بالموجات فوق الصوتية
        [CR] صورة أشعة سينية
        [DX] صورة أشعة سينية
        [XA] فيلم أشعة للأوعية الدموية
        [MG] صورة أشعة للثدي
        [NM] صور طب نووي
        [PT] تصوير مقطعي PET
        [RF] فيلم أشعة سينية
       *[other] صور
    }
# $date is year-month-day.
consent-date = ، بتاريخ { DATETIME($date, dateStyle: "long") }
consent-picture = { $kind }، { $count ->
        [one] صورة واحدة
        [two] صورتان
        [few] { $count } صور
       *[other] { $count } صورة
    }{ $date }
consent-picture-described = { $kind } «{ $description }»، { $count ->
        [one] صورة واحدة
        [two] صورتان
        [few] { $count } صور
       *[other] { $count } صورة
    }{ $date }
