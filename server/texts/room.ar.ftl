# الغرفة: الصورة، ومن الحاضر، والمحادثة، والوقت.

room-page-title = زيارتك
room-page-title-staff = استشارة
room-title = استشارة
picture-region = الصورة
picture-none = لا تُعرض أي صورة
picture-updating = يجري تحديث الصورة
position = الموضع في السلسلة
series = السلاسل
rail-not-yet = لم تُعرض بعد
series-count = { $count ->
    [zero] لا صور
    [one] صورة واحدة
    [two] صورتان
    [few] { $count } صور
   *[other] { $count } صورة
}
tools = الأدوات
presets = النوافذ
people = الحاضرون
side = الحاضرون والمحادثة
leave = مغادرة…
leave-what = ستغادر الاستشارة. للعودة افتح رابطك مرة أخرى، وسيسمح لك الطبيب بالدخول.
leave-now = المغادرة الآن
you = أنت
steering = يوجّه العرض
point-hint = أبقِ إصبعك على الصورة للإشارة إلى شيء.
signals = أخبرهم

## على الصورة

caption = { "\u2066" }Se { $series } · Im { $image } ({ $at }/{ $count }){ "\u2069" }
caption-no-series = { "\u2066" }Im { $image } ({ $at }/{ $count }){ "\u2069" }
mirrored = معكوسة
your-picture = { $kind } الخاص بك
modality-ct = التصوير المقطعي
modality-mr = الرنين المغناطيسي
modality-cr = تصوير الأشعة
modality-dx = تصوير الأشعة
modality-us = التصوير بالموجات فوق الصوتية
modality-mg = تصوير الثدي
modality-nm = التصوير النووي
modality-pt = تصوير PET
modality-xa = تصوير الأوعية
orientation-unknown = الاتجاه غير معروف
window = { "\u2066" }W { $width } L { $center } { $unit }{ "\u2069" }
window-auto = AUTO
window-lut = LUT
length-cm = { $length } سم
length-mm = { $length } مم
length-at-detector = عند الكاشف
length-uncalibrated = غير معايَر
quality-preview = معاينة
quality-reduced = مع فقد 1/{ $reduction }
quality-lossy = مع فقد
quality-lossless = بلا فقد، 8 بت
quality-masked = بمناطق محجوبة
quality-source-lossy = الأصل مع فقد
getting-sharper = تزداد وضوحًا…
zoomed-back = مكبّرة · رجوع

## لماذا لا توجد صورة

dark-closing = انتهى عرض الصور
dark-closing-more-staff = أُتلفت مفاتيح هذه الاستشارة وصورها. ما زال بإمكانك الكتابة قليلًا.
dark-closing-more-host = أُتلفت مفاتيح هذه الاستشارة وصورها. لديك دقيقتان لكلمة أخيرة ولملاحظتك.
dark-closing-more-patient = لم تعد صورك تُعرض على أحد هنا. ما زال بإمكانك التوديع.
dark-paused = متوقف مؤقتًا
dark-paused-more = تستمر المحادثة.
dark-paused-host = عرض الصور متوقف مؤقتًا
dark-paused-host-more-staff = لا أحد يرى أي صورة. تستمر المحادثة ويستمر احتساب الوقت.
dark-paused-host-more-patient = أخفى الطبيب الصور للحظة. تستمر المحادثة.
dark-paused-host-away = انقطع اتصال الطبيب
dark-paused-host-away-more = تعود الصور عندما يعود الطبيب. يمكنك الكتابة في الأثناء.
dark-paused-withdrawn = أُوقفت مشاركة الصور
dark-paused-withdrawn-more-staff = لم يعد المريض يشارك الصور. يمكن لـ { $host } أن يسأله مرة أخرى.
dark-paused-withdrawn-more-host = لم يعد المريض يشارك الصور. يمكنك أن تسأله مرة أخرى بجانب الاسم.
dark-paused-withdrawn-more-patient = لا أحد يرى صورك الآن. تستمر المحادثة.
dark-shared-again = يمكن عرض الصور من جديد
dark-shared-again-more-staff = يعرضها { $host } بعد لحظة.
dark-shared-again-more-host = اضغط «عرض الصور من جديد» عندما تكون مستعدًا.
dark-shared-again-more-patient = سيعرضها طبيبك بعد لحظة.
dark-paused-recovering = الخادم في طريق العودة
dark-paused-recovering-more = تعود الصور تلقائيًا بعد لحظة.
dark-withdrawn = أُوقفت مشاركة الصور
dark-withdrawn-more-staff = لم يعد المريض يشارك الصور.
dark-withdrawn-more-patient = لا أحد يرى صورك الآن. تستمر المحادثة.
dark-recovering = أُخفيت الصور للحظة
dark-recovering-more = على الخادم أن يتأكد أولًا من أنه يجوز عرضها. تعود تلقائيًا، والحديث مستمر.
dark-lease = بانتظار اتصالك
dark-lease-more = حفاظًا على السلامة أُزيلت الصورة من هذه الشاشة. تعود مع عودة اتصالك.
dark-deadline = انتهى الوقت
dark-deadline-more = لم تعد الصور معروضة.
dark-ended = انتهى عرض الصور
dark-expired = انتهى الوقت
dark-told = لا صورة في هذه اللحظة
dark-blank = يُحضّر { $host } الصورة التالية
dark-blank-more-patient = ستظهر هنا حالما تجهز. الحديث مستمر.
dark-coming = الصورة قادمة…
dark-choose = اختر سلسلة
dark-choose-more = تظهر على شاشة كل من يحق له رؤيتها.
dark-log-down = لا يمكن عرض شيء الآن
dark-log-down-more = لا يمكن كتابة السجل، ومن دونه لا تُعرض أي صورة. يواصل الخادم المحاولة وتستمر المحادثة.
dark-away = لا يمكن جلب هذه الصورة الآن
dark-away-more-staff = مخزن الصور لا يستجيب. يمكن عرض الصور المحمّلة، وتعود هذه الصورة تلقائيًا.
dark-away-more = ستعود تلقائيًا. لا حاجة إلى فعل أي شيء.
store-away = مخزن الصور غير متصل
store-away-more = يمكن عرض ما تم تحميله، ويعود الباقي تلقائيًا.
dark-failed = لا يمكن عرض هذه الصورة
dark-failed-more-staff = ملفها تالف أو من نوع لا يمكننا عرضه. يمكن تصفح بقية السلسلة.
dark-failed-why = { $why } يمكن تصفح بقية السلسلة.
dark-failed-more-patient = سيتابع الطبيب بصورة أخرى.
dark-not-yet = لا صورة بعد
dark-not-yet-more-staff = سترى الصور عندما يوافق المريض أو من يحق له أن يقرر عنه.
dark-not-yet-more-patient = لم يعرض الطبيب أي صورة بعد.
dark-refused = صورك غير معروضة
dark-refused-more-patient = قلت: ليس الآن. يستمر الحديث، ويمكن لطبيبك أن يسألك مرة أخرى.

## الاتصال

line-connecting = جارٍ الاتصال…
line-crowded = المكان مزدحم جدًا الآن؛ مكانك محفوظ وسندخلك تلقائيًا
line-arriving = يدخل أشخاص كثيرون في هذه اللحظة؛ سندخلك تلقائيًا
later-heading = لحظة من فضلك
later-crowded = المكان مزدحم جدًا الآن. سندخلك تلقائيًا حالما يتوفر مكان.
later-arriving = يدخل أشخاص كثيرون في هذه اللحظة. سندخلك تلقائيًا خلال ثوانٍ.
later-kept = مكانك محفوظ ولا تحتاج إلى رمز جديد. اترك هذه الصفحة مفتوحة فقط.
line-busy-quality = مشغول: صور أقل وضوحًا
line-busy-quality-more = تصل الصور إلى الضيوف أقل وضوحًا لبعض الوقت لأن الخادم مشغول.
line-busy-rate = مشغول: صور أقل
line-busy-rate-more = تصل الصور إلى الضيوف أقل وضوحًا وأقل عددًا لبعض الوقت لأن الخادم مشغول.
line-busy-full = ممتلئ: ينتظر الضيوف الجدد
line-busy-full-more = الخادم ممتلئ: يدخل الضيوف الذين لم يصلوا بعد متأخرين قليلًا.
line-busy-more = تستمر صورك أنت والمحادثة كالمعتاد. ينتهي ذلك من تلقاء نفسه.
line-up = متصل
line-reconnecting = انقطع اتصالك؛ نعيد توصيلك
line-over = غير متصل
awaited = { $name } يعيد الاتصال، بقيت { $seconds } ث
line-waiting = بانتظار اتصالك…
line-thin = اتصال بطيء: صور مصغّرة
line-less = بيانات أقل: صور مصغّرة
line-about = هذا الاتصال
line-about-state = هذا الاتصال: { $state }
line-up-more = تصل الصور إلى هذه الشاشة بكامل جودتها.
line-thin-more = أثناء الحركة تصل الصور إلى هذه الشاشة أصغر وأقل دقة؛ وعند السكون تصبح أوضح، لكن ليس بلا فقد.
line-use-less = استخدم بيانات أقل على هذه الشاشة

## الوقت

time-left = متبقية
time-goodbye = للتوديع
time-not-started = يبدأ احتساب الوقت عند دخول أول ضيف
time-until = حتى { $time }
time-over = أُغلقت الصور
time-soon = { $minutes ->
    [0] أوشك الوقت على الانتهاء؛ يمكن لـ { $host } إضافة وقت
    [one] بقيت دقيقة واحدة؛ يمكن لـ { $host } إضافة وقت
    [two] بقيت دقيقتان؛ يمكن لـ { $host } إضافة وقت
    [few] بقيت { $minutes } دقائق؛ يمكن لـ { $host } إضافة وقت
   *[other] بقيت { $minutes } دقيقة؛ يمكن لـ { $host } إضافة وقت
}
extend = إضافة وقت
extend-more = إضافة مزيد من الوقت
extend-by = { $minutes ->
    [one] +دقيقة
    [two] +دقيقتان
    [few] +{ $minutes } دقائق
   *[other] +{ $minutes } دقيقة
}
extend-why = السبب، للسجل
extend-why-none = اختر…
extend-why-questions = ما زالت هناك أسئلة
extend-why-findings = هناك المزيد للنظر فيه
extend-why-late-start = بدأت متأخرة
extend-why-technical = انقطع أحد الخطوط
extend-why-other = سبب آخر
extend-refused = { $minutes ->
    [0] لم يُضف وقت: سياسة هذه العيادة لا تسمح بمزيد من الوقت في هذه الاستشارة.
    [one] لم يُضف وقت: سياسة هذه العيادة تسمح الآن بدقيقة واحدة إضافية على الأكثر.
    [two] لم يُضف وقت: سياسة هذه العيادة تسمح الآن بدقيقتين إضافيتين على الأكثر.
    [few] لم يُضف وقت: سياسة هذه العيادة تسمح الآن بـ { $minutes } دقائق إضافية على الأكثر.
   *[other] لم يُضف وقت: سياسة هذه العيادة تسمح الآن بـ { $minutes } دقيقة إضافية على الأكثر.
}
extensions-left = { $count ->
    [0] لم يبق أي تمديد.
    [one] بقي تمديد واحد.
    [two] بقي تمديدان.
    [few] بقيت { $count } تمديدات.
   *[other] بقي { $count } تمديدًا.
}

## التوجيه

tool-scroll = تصفح
tool-window = نافذة
tool-zoom = تكبير
tool-pan = تحريك
fit = ملء الإطار
rotate = تدوير
flip = عكس
invert = قلب الألوان
cine-play = تشغيل
cine-stop = إيقاف
cine-starting = يجري تجهيز المقطع…
preset-key = المفتاح { $number }
preset-plain = نافذة { $number }
preset-brain = دماغ
preset-bone = عظم
preset-lung = رئة
preset-liver = كبد
preset-abdomen = بطن
preset-mediastinum = منصف
preset-soft-tissue = أنسجة رخوة
preset-subdural = تحت الجافية
preset-stroke = سكتة
preset-angio = أوعية
preset-full = النطاق الكامل
preset-default = افتراضي
preset-auto = تلقائي
steering-other = يوجّه العرض { $name }
take-control = استعادة التحكم
ask-control = طلب التوجيه
control-asked = تم الطلب…
control-wanted = يرغب { $name } في توجيه العرض
hand-back = إعادة التحكم
hand-over-to = تسليم التحكم إلى
hand-over-nobody = لا أحد غيرك هنا يمكنه التحكم.
hand-over-choose = يمكن لأكثر من شخص التحكم: اختر واحدًا من «تسليم التحكم».
hand-over = تسليم التحكم

## أزرار الطبيب

pause = إيقاف مؤقت للجميع
resume = عرض الصور من جديد
end = إنهاء…
end-close = إغلاق…
end-what-live = ينتهي العرض للجميع فورًا ولا يمكن التراجع؛ يمكنكم الكتابة دقيقتين أخريين.
end-what-lobby = تُلغى الاستشارة للجميع ولا يمكن التراجع.
end-what-closing = تُغلق المحادثة أيضًا وتُقفل الاستشارة.
end-no-note = لم تكتب أي ملاحظة. بعد قفل الاستشارة لا يمكن البدء بواحدة.
end-now = إنهاء الآن
end-cancel-now = إلغاء الاستشارة
end-close-now = إغلاق الآن
end-keep = متابعة

## من ينتظر

waits = ينتظر { $name }
waits-here = في غرفة الانتظار
word-question = ما الرقم والكلمة اللذان يقرؤهما لك { $name }؟ الرقم واحد في كل اللغات.
recognized-question = كيف تعرفت على هذا الشخص؟
recognized-known = أعرف الصوت أو الوجه
recognized-name-and-birth-date = تطابق الاسم وتاريخ الميلاد
recognized-other = بطريقة أخرى
admit = السماح بالدخول
deny = ليس هذا الشخص
admit-how = اسأل عن الكلمة واخترها، ثم حدد كيف تعرفت على الشخص.
factor-link = فُتح الرابط
factor-code = أُدخل الرمز
factor-invite = فُتح الرابط
factor-spoken-code = أُدخل الرمز

## الحاضرون

presence-expected = لم يحضر بعد
presence-left = غادر
presence-offline = انقطع الاتصال
consent-state-none = لم يُسأل بعد
consent-state-asked = يقرأ الموافقة
consent-state-given = يشارك الصور
consent-state-refused = قال ليس الآن
consent-state-withdrawn = أوقف المشاركة
consent-ask-again = اسأل مرة أخرى
basis-other = أساس آخر…
person-menu = المزيد عن { $name }
remove = إخراج { $name }
remove-what = يغادر { $name } الاستشارة فورًا ولا يمكنه العودة من دونك.
basis-title = عرض الصور على أساس آخر
basis-intro = من دون موافقة المريض على شاشته، لا يجوز للآخرين رؤية الصور إلا لأحد هذه الأسباب. تُحفظ كلماتك في السجل.
basis-verbal-witness = وافق المريض شفهيًا وسمعه شاهد
basis-guardian = وافق ولي أمر أو وكيل
basis-documented = الموافقة موثقة في مكان آخر
basis-emergency = حالة طارئة
basis-record = تسجيل وعرض

## الموافقة

consent-none-left = لم يُختر شيء. اختر واحدة على الأقل أو قل ليس الآن.
consent-again = نسألك مرة أخرى بسبب انضمام { $names }.
stop-sharing = إيقاف مشاركة صوري
sharing-stopped = أوقفت المشاركة. لا أحد يرى صورك الآن.
sharing-not-yet = صورك غير مشتركة.

## المحادثة

chat = المحادثة
chat-lines = ما كُتب
chat-empty = لم يُكتب شيء بعد. يقرأ كل من في الغرفة ما تكتبه.
chat-empty-reading = لم يُكتب شيء بعد. تقرأ هنا ما يكتبه الآخرون.
chat-send = إرسال
chat-sending = جارٍ الإرسال…
chat-delivered = وصلت
chat-unkept = لم تُحفظ بعد
chat-unkept-mine = ظاهرة للآخرين، لم تُحفظ بعد
chat-lost = لم تُحفظ: توقّف الخادم قبل ذلك
chat-read = قرأها { $names }
chat-you = أنت
chat-again = إرسال مرة أخرى
chat-discard = تجاهل

signal-slower = أبطأ
signal-again = مرة أخرى
signal-unclear = لا أفهم
signal-louder = صوت أعلى
signal-call = أريد التحدث
signal-sent = ضغطت «{ $words }»
signal-from-slower = يطلب { $name }: أبطأ من فضلك
signal-from-again = يطلب { $name }: مرة أخرى من فضلك
signal-from-unclear = { $name } لا يفهم
signal-from-louder = يطلب { $name }: صوت أعلى من فضلك
signal-from-call = يريد { $name } التحدث

## سطور النظام

line-doors-open = فُتحت الأبواب
line-admitted = { $mine ->
    [me] لقد دخلت
   *[other] { $name } هنا
}
line-signal-noticed = { $mine ->
    [me] لقد رأيتَ ذلك
   *[other] رأى { $name } ذلك
}
line-left = غادر { $name }
line-removed = أُخرج { $name }
line-host-lost = انقطع اتصال الطبيب
line-host-back = عاد الطبيب
line-presenting = { $mine ->
    [me] أنت توجّه العرض الآن
   *[other] يوجّه { $name } العرض الآن
}
line-presenting-plain = يعرض { $name } الصور الآن
line-paused = { $reason ->
    [host] عرض الصور متوقف مؤقتًا
    [host_away] عرض الصور متوقف حتى يعود الطبيب
    [withdrawn] أُوقفت المشاركة؛ لا تُعرض صور
    [recovering] أُعيد تشغيل الخادم؛ تعود الصور تلقائيًا
   *[other] عرض الصور متوقف مؤقتًا
}
line-resumed = تُعرض الصور من جديد
line-extended = { $minutes ->
    [one] أُضيفت دقيقة واحدة
    [two] أُضيفت دقيقتان
    [few] أُضيفت { $minutes } دقائق
   *[other] أُضيفت { $minutes } دقيقة
}
line-warning = { $minutes ->
    [one] بقيت دقيقة واحدة
    [two] بقيت دقيقتان
    [few] بقيت { $minutes } دقائق
   *[other] بقيت { $minutes } دقيقة
}
line-consent-given = { $mine ->
    [me] وافقت على مشاركة صورك
   *[other] وافق { $name } على مشاركة الصور
}
line-consent-refused = { $mine ->
    [me] قلت ليس الآن
   *[other] قال { $name } ليس الآن
}
line-consent-narrowed = صار ما يُشارك أقل الآن
line-consent-withdrawn = أُوقفت مشاركة الصور
line-basis-recorded = { $basis ->
    [verbal_witness] تُعرض الصور: موافقة شفهية أمام شاهد
    [guardian] تُعرض الصور: وافق ولي أمر
    [documented] تُعرض الصور: الموافقة موثقة
    [emergency] تُعرض الصور: حالة طارئة
   *[other] تُعرض الصور على أساس مسجّل
}
line-viewing-ended = انتهى عرض الصور وأُغلقت
line-locked = أُقفلت الاستشارة

## المساعدة والذهاب إلى صورة

help = المفاتيح والفأرة
help-keys = المفاتيح
help-focus = تعمل المفاتيح عندما يكون التركيز على الصورة: انقر عليها أو انتقل إليها بمفتاح Tab.
help-step = صورة واحدة
help-ten = عشر صور
help-ends = الأولى، الأخيرة
help-presets = نوافذ هذه السلسلة
help-own-window = نافذة الصورة نفسها
help-zoom = أقرب، أبعد
help-fit = إظهار الصورة كاملة
help-turns = تدوير، عكس، قلب الألوان
help-cine = تشغيل، إيقاف
help-cine-speed = أبطأ، أسرع
help-goto = الذهاب إلى سلسلة/صورة
help-pause = إيقاف مؤقت للجميع، العرض من جديد
help-control = طلب التحكم، تسليمه، إعادته أو استعادته
help-measure = قياس طول
help-chat = كتابة
help-letters = الحروف المفردة تعمل كاختصارات
goto = الذهاب إلى صورة
goto-label = سلسلة/صورة
goto-hint = كما يذكرها التقرير: 4/57 هي الصورة 57 من السلسلة 4؛ و57 تبقى في هذه السلسلة.
goto-nowhere = لا توجد صورة كهذه في هذه الاستشارة.
goto-go = اذهب

# Names in pictures
held-back = { $count ->
    [one] سلسلة واحدة لا يراها المدعوون: تحقق من الأسماء أولًا.
    [two] سلسلتان لا يراهما المدعوون: تحقق من الأسماء أولًا.
    [few] { $count } سلاسل لا يراها المدعوون: تحقق من الأسماء أولًا.
   *[other] { $count } سلسلة لا يراها المدعوون: تحقق من الأسماء أولًا.
}
held-check = التحقق من الأسماء
black-for-some = { $count ->
    [one] خط متقطع: منطقة واحدة محجوبة عن المدعوين
    [two] خط متقطع: منطقتان محجوبتان عن المدعوين
    [few] خط متقطع: { $count } مناطق محجوبة عن المدعوين
   *[other] خط متقطع: { $count } منطقة محجوبة عن المدعوين
}
held-mark = لا يراها المدعوون
dark-not-for-you = لا تُعرض عليك
dark-not-for-you-more = من يعرض ينظر إلى صورة لا تُعرض عليك. ستعود الصور من تلقاء نفسها.

## Blank: the patient sees nothing while a picture is prepared

blank-for = إخفاء عن { $name }
blank-guests = الضيوف
blank-is-on = { $name } لا يرى شيئًا
blank-end = العرض من جديد

## Places beside the picture

places = أين تقرأ وتكتب
place-talk = الجميع
place-clinicians = الأطباء فقط
place-kept = مشاهد محفوظة
unread = { $count ->
    [one] سطر جديد واحد
    [two] سطران جديدان
    [few] { $count } أسطر جديدة
   *[other] { $count } سطرًا جديدًا
}
chat-empty-clinicians = لا يقرأ ما يُكتب هنا إلا الأطباء. ولا يرى المرضى حتى أنه موجود.
chat-placeholder-short = اكتب…
chat-placeholder-talk = اكتب للجميع…
chat-placeholder-clinicians = اكتب للأطباء فقط…
chat-goes-talk = إلى كل من في الغرفة: { $names }
chat-goes-clinicians = إلى الأطباء فقط: { $names }
chat-goes-talk-later = لا أحد غيرك هنا بعد. سيقرؤه من يأتي.
chat-goes-clinicians-later = لا يوجد طبيب آخر هنا بعد. سيقرؤه من يأتي منهم.
help-places = أثناء الكتابة: للجميع، للأطباء فقط

## Pictures in the talk

cited = { "\u2066" }Se { $series } · Im { $image }{ "\u2069" }
cited-no-series = Im { $image }
picture-attach = إرسال مع هذه الصورة
picture-detach = من دون الصورة
picture-look = انظر إلى هذه الصورة من فضلك.
picture-open = الانتقال إلى هذه الصورة
goes-nowhere = لا يمكن فتح أي صورة الآن.
goes-not-shown = هذه الصورة لا تُعرض عليك.
goes-not-allowed = أنت تتابع { $name }. سترى هذه الصورة عندما ينتقل إليها { $name }.

## Kept views

keep-view = حفظ هذا المشهد
kept-empty = احفظ مشهدًا لتعود إليه بضغطة واحدة، أو لتميّزه صورةً رئيسية، أو لتضعه في الحديث. لا يرى المرضى هذه القائمة.
kept-open = الانتقال إلى { $name }
kept-star = صورة رئيسية
kept-rename = إعادة تسمية
kept-name = اسم المشهد
kept-share = إلى الحديث
kept-forget = نسيان { $name }
kept-gone = نُسي { $name }.
undo = تراجع

## Who sees what, who may look around

sees = يرى { $where } · { $quality } · { $when }
sees-long = { $name } { $words }
sees-sharp = واضحة
sees-preview = أولية
sees-now = الآن
sees-ago = قبل { $seconds } ث
sees-offline = غير متصل
sees-away = شاشته مقفلة أو ينظر إلى صفحة أخرى
sees-slow = اتصاله لا يستقبل صورًا الآن
sees-blank = لا يرى شيئًا: مخفية
sees-nothing = لا يرى أي صورة
looks-along = يتابع
looks-alone = ينظر وحده
lookers = يُسمح لهم بالنظر وحدهم:
lookers-specialist = { $on ->
    [on] الأخصائيون: نعم
   *[off] الأخصائيون: لا
}
lookers-patient = { $on ->
    [on] المريض: نعم
   *[off] المريض: لا
}
ask-notice = اضغط عندما تنتبه؛ سيقرأ الجميع أنك انتبهت
ask-done = انتبهت
signal-waits = قيل، ولم يُنتبه إليه بعد

## من يرى ماذا، للمريض: لمسة واحدة على الأسماء

who-sees = من يمكنه أن يراني، وماذا يرى
who-sees-open = { $names }: من يمكنه أن يراني، وماذا يرى
who-sees-host = صورك لديه وهو من يعرضها.
who-sees-pictures = يرى الصور التي وافقت عليها، ولا شيء غيرها منك.
who-sees-nothing = لا يرى أي صورة لك.
who-sees-nothing-yet = لا يرى أي صورة لك قبل أن توافق.
who-sees-nothing-any-more = لم يعد يرى صورك هنا.
who-sees-you = لا أحد يراك أو يسمعك عبر هذه الصفحة: فهي لا تستعمل الكاميرا ولا الميكروفون. يقرؤون ما تكتبه وما تضغط عليه، ويرون أين تشير.
who-sees-until = يمكن رؤية صورك حتى { $time }. بعد ذلك لا يمكن فتحها من هنا.
who-sees-stop = زر «إيقاف مشاركة صوري» ينهي ذلك فورًا للجميع. لن يسألك أحد عن السبب.
who-sees-hands = على الصورة: إصبعان يكبّرانها لك وحدك، وإصبع ثابت يشير للجميع.

# الصور السابقة
wish-priors = الصور السابقة
wish-ask = طلب صور سابقة
wish-intro = يقرأ { $host } هذا ويرى ما يوجد من صور سابقة لهذا المريض. ولا يقرؤه المريض.
wish-words = أي صور، ولماذا
wish-words-missing = اذكر الصور التي تود رؤيتها.
wish-modality = نوع الصور
wish-modality-any = أي نوع
wish-send = اطلب
wish-of = يطلب { $name } صورًا سابقة
wish-look = عرض ما يوجد
wish-open = طلبتَ من { $host } صورًا سابقة.
wish-given = أضاف { $host } صورًا سابقة.
wish-denied = لا يعرض { $host } صورًا سابقة.
wish-noted = علمت

# اللجنة
board = سؤال إلى اللجنة
board-ask = سؤال اللجنة…
board-asks = يطرح { $name } سؤالًا على اللجنة.
board-intro = يصوّت الأطباء الحاضرون. ويبقى اختيار كل منهم مخفيًا حتى يصوّت الجميع أو تعدّ الأصوات. ولا يرى المرضى ولا المستمعون شيئًا من ذلك.
board-question = السؤال
board-question-missing = اكتب ما ينبغي أن تقرره اللجنة.
board-positions = ما يختارون منه
board-positions-own = مواقف تكتبها أنت
board-positions-lines = موقف في كل سطر
board-positions-first = الأول هو ما تقترحه. ومن يختر غيره يذكر السبب.
board-positions-wrong = من موقفين إلى ستة مواقف مختلفة، كل منها في سطر ولا يزيد على 80 حرفًا.
board-who = من يصوّت
board-few = يجب أن يصوّت شخصان على الأقل.
board-quorum = الأصوات المطلوبة
board-quorum-of = { $quorum } من { $seats }
board-send = اسأل اللجنة
board-agree = موافق
board-differ = مخالف
board-more = يلزم المزيد
board-proposed = (المقترح)
board-yours = صوتك
board-reason = السبب (يبقى مع النتيجة)
board-reason-optional = السبب (يمكن تركه فارغًا)
board-reason-missing = اذكر السبب: فهو يبقى مع النتيجة.
board-vote = صوّت
board-voted = صوتك:
board-change = تغيير
board-no-seat = ليس لك صوت في هذا السؤال.
board-progress = صوّت { $voted } من { $seats }، والمطلوب { $quorum }.
board-missing = لم يصوّت بعد: { $names }
board-close = عدّ الأصوات
board-wait = انتظارهم
board-close-now = العدّ من دونهم
board-decided = القرار: { $position } (الأصوات: { $votes } من { $counted })
board-no-majority = لا أغلبية: لم ينل أي موقف أكثر من نصف الأصوات ({ $counted })
board-no-quorum = لم يكتمل النصاب: عدد المصوّتين { $counted } والمطلوب { $quorum }
board-dissent = رأي مخالف
board-silent = لم يصوّت
board-absent = غادر قبل ذلك؛ لم يُحسب صوته
board-noted = علمت
