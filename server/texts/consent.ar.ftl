### ما يقرأه المريض قبل عرض الصور: جمل بسيطة لا تُخفي شيئًا.
### تُحفظ الكلمات نفسها مع الجواب: يمكن تغييرها هنا، والموافقات السابقة تحتفظ بكلماتها.

consent-title = هل يمكننا عرض صورك؟
consent-asks = يسأل { $host } من { $clinic } إن كان يمكن عرض صورك في هذه المحادثة.
consent-pictures =
    { $count ->
        [one] يتعلق الأمر بمجموعة واحدة من صورك، وهي مذكورة أدناه.
        [two] يتعلق الأمر بمجموعتين من صورك، وهما مذكورتان أدناه، ويمكنك إلغاء تحديد ما لا تريد عرضه.
        [few] يتعلق الأمر بـ{ $count } مجموعات من صورك، وهي مذكورة أدناه، ويمكنك إلغاء تحديد ما لا تريد عرضه.
       *[other] يتعلق الأمر بـ{ $count } مجموعة من صورك، وهي مذكورة أدناه، ويمكنك إلغاء تحديد ما لا تريد عرضه.
    }
consent-viewers =
    { $count ->
        [one] سيراها معك شخص واحد:
        [two] سيراها معك هذان الشخصان:
        [few] سيراها معك هؤلاء الأشخاص الـ{ $count }:
       *[other] سيراها معك هؤلاء الأشخاص وعددهم { $count }:
    }
consent-viewer-provider = { $name }، مقدم الرعاية الذي يتابعك في { $clinic }.
consent-viewer-specialist = { $name }، بصفة اختصاصي في { $clinic }.
consent-viewer-specialist-not-verified = { $name }، بصفة اختصاصي دعاه مقدم الرعاية. لم تتحقق العيادة من هوية هذا الشخص.
consent-viewer-observer = { $name }، من { $clinic }، للمشاهدة فقط.
consent-viewer-observer-not-verified = { $name }، بدعوة من مقدم الرعاية، للمشاهدة فقط. لم تتحقق العيادة من هوية هذا الشخص.
consent-purpose = تُعرض لسبب واحد فقط: التحدث معك عنها الآن.
consent-until = يمكن رؤيتها لمدة { $minutes } دقيقة من لحظة السماح لك بالدخول. يستطيع { $host } إضافة وقت، على ألا يزيد المجموع أبدًا على { $most } دقيقة. بعد ذلك تُظلم كل الشاشات ولا يمكن فتح الصور من هنا مرة أخرى.
consent-originals = تبقى صورك الأصلية في أرشيف { $clinic }. لا يُرسل شيء إلى أي مكان آخر، ولا يتغير شيء في الأرشيف.
consent-screens = لا يمكننا منع أحد من تصوير شاشة.
consent-free = القرار لك. إذا قلت ليس الآن، تستمر المحادثة من دون صور. وإذا وافقت، يمكنك إيقاف العرض في أي وقت بلمسة واحدة.
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
consent-date = ، بتاريخ { $date }
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
