# ما يُرسل إلى الضيف بالبريد أو برسالة نصية. لا اسم إلا اسم العيادة، ولا شيء عن السبب: قد يقرأ الرسالة غيره على شاشة مقفلة
# أو في صندوق بريد مشترك أو على رقم قديم.

messages-subject-link = زيارتك عبر الإنترنت: { $clinic }
messages-subject-reading = يُطلب رأيك: { $clinic }
messages-subject-late = رأيك منتظر: { $clinic }
messages-subject-recalled = لم يعد مطلوبًا: { $clinic }
messages-subject-code = رمزك: { $clinic }

## بريد

messages-invited = تدعوك { $clinic } إلى زيارة عبر الإنترنت.
messages-when = تبدأ في { DATETIME($when, dateStyle: "full", timeStyle: "short") } ({ $zone }، { $iso }) وتستغرق نحو { $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}.
messages-asked = تطلب منك { $clinic } رأيًا ثانيًا.
messages-asked-until = يمكنك البدء في رؤية الصور حتى { DATETIME($until, dateStyle: "full", timeStyle: "short") } ({ $zone }، { $iso })، ثم يكون لديك { $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}.
messages-late = مضى الموعد الذي طلبت منك { $clinic } رأيًا ثانيًا قبله. لا يزال بإمكانك إبداؤه عبر الرابط الذي أُرسل إليك.
messages-recalled = لم تعد { $clinic } بحاجة إلى الرأي الثاني الذي طلبته منك. الصور مقفلة، والرابط الذي أُرسل إليك لم يعد يفتح شيئًا.
messages-link = افتح هذا الرابط على هاتف أو حاسوب. لا تحتاج إلى حساب ولا يُثبَّت شيء:
messages-code-read = ستحتاج أيضًا إلى رمز من ستة أرقام. تقرؤه لك { $clinic }، عادةً عبر الهاتف.
messages-code-text = ستحتاج أيضًا إلى رمز من ستة أرقام. ترسله الصفحة إلى هاتفك عندما تطلبه.
messages-code-mail = ستحتاج أيضًا إلى رمز من ستة أرقام. ترسله الصفحة إلى بريدك عندما تطلبه.
messages-works = { $devices ->
    [one] يعمل الرابط من { DATETIME($from, dateStyle: "medium", timeStyle: "short") } حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone })، على جهاز واحد.
   *[other] يعمل الرابط من { DATETIME($from, dateStyle: "medium", timeStyle: "short") } حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone })، وعدد الأجهزة لا يزيد على { $devices }.
}
messages-works-now = { $devices ->
    [one] يعمل الرابط حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone })، على جهاز واحد.
   *[other] يعمل الرابط حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone })، وعدد الأجهزة لا يزيد على { $devices }.
}
messages-alone = الرابط لك وحدك: من فضلك لا تعطه لأحد.
messages-trouble = إذا لم يعمل شيء ما، فاتصل بـ { $clinic }:
messages-trouble-no-phone = إذا لم يعمل شيء ما، فاتصل بـ { $clinic }.
messages-unexpected = إذا لم تكن تتوقع هذه الرسالة فلا يلزمك فعل شيء.
messages-code = رمزك:
messages-code-until = يعمل مرة واحدة حتى { DATETIME($until, timeStyle: "short") } ({ $zone }). اكتبه في الصفحة التي فتحتها، ولا تعطه لأحد.

## رسالة نصية

messages-text-link = زيارة عبر الإنترنت مع { $clinic } في { DATETIME($when, dateStyle: "medium", timeStyle: "short") } ({ $zone }). افتح:
messages-text-reading = تطلب { $clinic } رأيك حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }). افتح:
messages-text-late = { $clinic }: تأخر الرأي المطلوب منك. لا يزال بإمكانك إبداؤه عبر الرابط الذي لديك.
messages-text-recalled = { $clinic }: لم يعد الرأي المطلوب منك مطلوبًا. الرابط الذي لديك لم يعد يفتح شيئًا.
messages-text-code-read = تحتاج إلى رمز: تقرؤه لك { $clinic }.
messages-text-code-mail = تحتاج إلى رمز: ترسله الصفحة إلى بريدك.
messages-text-trouble = للأسئلة:
messages-text-code = رمزك من { $clinic } هو
messages-text-code-until = يعمل مرة واحدة حتى { DATETIME($until, timeStyle: "short") } ({ $zone }). لا تعطه لأحد.
