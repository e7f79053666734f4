# من يأتي ومن يأتي لاحقًا: ما تعرفه غرفة الانتظار، وأشخاص أُضيفوا أثناء الحديث. يقرؤه الضيوف والمضيف.

comes-as-interpreter = مترجم
comes-as-relative = قريب
comes-as-other = مرافق

## إضافة شخص

add-somebody = إضافة شخص…
add-title = إضافة شخص إلى هذه الاستشارة
add-intro = يُبلَّغ كل من في الغرفة بمن سيأتي قبل أن تُدخله، ويمكنه الاعتراض. لم يوافق أحد حتى الآن على أن يرى الصور.
add-who = من سيأتي؟
add-as-interpreter = مترجم
add-as-relative = قريب
add-as-other = شخص آخر يستمع
add-as-specialist = اختصاصي آخر
add-what-observer = يسمع ويقرأ ما يُقال. لا يرى الصور إلا إذا وافق المريض، ولا يحركها ولا يكتب أبدًا.
add-what-specialist = يكتب، وإذا وافق المريض يرى الصور ويشير ويرسم.
add-name = الاسم كما يقرؤه الجميع
add-name-missing = اكتب الاسم أولًا.
add-now = إضافة
add-another = إضافة شخص آخر
add-done = يمكن لـ { $name } الدخول بهذا الرابط ورمز. أُبلغت الغرفة بذلك.
add-interpreter = إضافة مترجم
add-relative = إضافة قريب
guest-label-interpreter = المترجم، كما يقرؤه الآخرون
guest-label-relative = القريب، كما يقرؤه الآخرون
guest-label-other = المرافق، كما يقرؤه الآخرون
guest-hint-observer = يسمع ويقرأ ما يُقال؛ ولا يرى الصور إلا إذا وافق المريض.

## يُقال لكل من في الغرفة

announced = يدعو { $host } { $name }
announced-interpreter = يأتي { $name } مترجمًا ويسمع ويقرأ ما يُقال هنا.
announced-relative = يأتي { $name } قريبًا ويسمع ويقرأ ما يُقال هنا.
announced-other = يأتي { $name } للاستماع: يسمع ويقرأ ما يُقال هنا.
announced-specialist = يأتي { $name } اختصاصيًا آخر، ويسمع ويقرأ ويكتب هنا.
announced-no-pictures = لا يرى { $name } أيًّا من صورك ما لم توافق على ذلك.
announced-no-pictures-other = لا يرى { $name } الصور ما لم يوافق المريض على ذلك.
announced-pictures = الموافقة الحالية تسمح لـ { $name } برؤية الصور.
announced-fine = حسنًا
announced-object = أفضّل ألّا يأتي
announced-objected = يعلم { $host } أنك تفضّل ألّا يكون { $name } هنا.
announced-mind-no-more = سحب الاعتراض
objects = يفضّل { $names } ألّا يكون { $name } هنا.
objects-how = لا يعلم { $name } بذلك. القرار لك فيمن يدخل ومن يبقى.
objects-noted = فهمت
not-covered = الموافقة لا تذكر { $names }: لا صور لهم.
ask-wider = اسأل { $name } مرة أخرى
line-invited = { $comes_as ->
    [interpreter] دُعي { $name } مترجمًا
    [relative] دُعي { $name } قريبًا
    [other] دُعي { $name } للاستماع
   *[none] دُعي { $name } اختصاصيًا
}
observer-listens = أنت تستمع هنا. ما تسمعه وتقرؤه يبقى في هذه الغرفة.
entry-participant-added = دعا { $who } { $name } إلى الاستشارة
entry-participant-objected = { $objects ->
    [false] لم يعد { $who } يعترض على { $name }
   *[true] اعترض { $who } على { $name }
}
error-guests-full = { $most ->
    [one] ضيف واحد على الأكثر. أخرج أحدًا أولًا، أو أنشئ استشارة ثانية.
    [two] ضيفان على الأكثر. أخرج أحدًا أولًا، أو أنشئ استشارة ثانية.
    [few] { $most } ضيوف على الأكثر. أخرج أحدًا أولًا، أو أنشئ استشارة ثانية.
   *[other] { $most } ضيفًا على الأكثر. أخرج أحدًا أولًا، أو أنشئ استشارة ثانية.
}
dark-not-yet-more-observer = لا ترى الصور إلا إذا وافق المريض على ذلك.
dark-closing-more-observer = لم تعد الصور تُعرض على أحد هنا.
dark-paused-host-more-observer = أخفى مقدم الرعاية الصور للحظة. الحديث مستمر.
dark-blank-more-observer = الحديث مستمر.

## تاريخ الميلاد: هل وصلت الرسالة إلى الشخص الصحيح

birth-heading = تاريخ ميلادك
birth-intro = كي تعرف { $clinic } أن هذه الدعوة وصلت إلى الشخص الصحيح. نقارنه مرة واحدة ولا نحتفظ به.
birth-day = اليوم
birth-month = الشهر
birth-year = السنة
birth-for-another = هل أنت هنا من أجل طفل أو مريض آخر؟ إذن تاريخ ميلاده.
birth-missing = املأ اليوم والشهر والسنة، أو تابع من دونه.
birth-submit = إلى غرفة الانتظار
birth-checking = جارٍ التحقق…
birth-cannot = لا أستطيع قوله بدقة
error-bad-birth-date = { $field ->
    [year] اكتب السنة الميلادية بأربعة أرقام، مثل 1985.
    [month] اختر الشهر.
   *[day] لا يوجد يوم كهذا في ذلك الشهر.
}
error-wrong-birth-date = { $left ->
    [zero] هذا ليس التاريخ المسجل لدينا.
    [one] هذا ليس التاريخ المسجل لدينا. راجع الأجزاء الثلاثة؛ يمكنك المحاولة مرة أخرى.
    [two] هذا ليس التاريخ المسجل لدينا. راجع الأجزاء الثلاثة؛ يمكنك المحاولة مرتين أخريين.
    [few] هذا ليس التاريخ المسجل لدينا. راجع الأجزاء الثلاثة؛ يمكنك المحاولة { $left } مرات أخرى.
   *[other] هذا ليس التاريخ المسجل لدينا. راجع الأجزاء الثلاثة؛ يمكنك المحاولة { $left } مرة أخرى.
}
error-birth-date-needed = قل أولًا تاريخ ميلادك، أو تابع من دونه.
error-birth-doubted = ليس مؤكدًا أن هذا هو المريض. قل أولًا كيف تعرفه.

## كيف جاء الشخص، للمضيف

came-link-hand = الرابط أعطيته أنت
came-link-mail = الرابط بالبريد
came-link-text = الرابط برسالة نصية
came-code-read = الرمز قرأته أنت
came-code-mail = الرمز بالبريد
came-code-text = الرمز برسالة نصية
came-device-new = جهاز جديد
came-device-known = كان هنا من قبل على هذا الجهاز
came-device-nth = الجهاز رقم { $claim } بهذا الرابط
birth-is-matched = تاريخ الميلاد يطابق ما في الصور
birth-is-unknown = تاريخ الميلاد: تعذرت مقارنته. اسأل { $name } عنه وقارنه بنفسك.
birth-is-mismatch = تاريخ الميلاد: مختلف ثلاث مرات. لا تُعرض أي صورة على { $name }.
birth-is-unsaid = تاريخ الميلاد: لم يُذكر. لا تُعرض أي صورة على { $name }.
birth-is-overridden = تاريخ الميلاد: ضمنتَ { $name }
vouch-ask = أعرف من هذا…
vouch-title = هذا { $name }
vouch-intro = لم يتطابق تاريخ الميلاد أو لم يُذكر. عندما تقول كيف تعرف أن هذا { $name } يمكن عرض الصور كما على أي مريض. تُحفظ كلماتك في السجل.
vouch-reason = كيف تعرف؟
vouch-hint = مثلًا: رأيت بطاقة الهوية في مكالمة الفيديو.
vouch-missing = اكتب أولًا كيف تعرف.
vouch-now = أضمن { $name }
call-guest = أخبر { $name } أنني أتصل
call-said = يقرأ { $name } منذ { $time } أنك تتصل.
wait-called = يتصل بك { $host } الآن هاتفيًا. يمكنك إبقاء هذه الصفحة مفتوحة.
entry-birth-compared = { $result ->
    [matched] ذكر { $who } تاريخ ميلاد الصور
    [unknown] ذكر { $who } تاريخ ميلاد؛ وليس للصور تاريخ يُقارن به
    [unsaid] لم يستطع { $who } ذكر تاريخ الميلاد
   *[mismatch] ذكر { $who } تاريخ ميلاد غير تاريخ الصور
}
entry-birth-overridden = ضمن { $who } { $name } رغم تاريخ الميلاد
entry-guest-call-promised = أخبر { $who } { $name } بأنه يتصل

## The word that is said aloud in the waiting room, beside its number

lobby-word = { $word ->
    [acorn] بلوط
    [anchor] مرساة
    [apple] تفاحة
    [arrow] سهم
    [basket] سلة
    [beach] شاطئ
    [bell] جرس
    [bird] طائر
    [boat] قارب
    [book] كتاب
    [bread] خبز
    [bridge] جسر
    [brush] فرشاة
    [bucket] دلو
    [butter] زبدة
    [button] زر
    [cake] كعكة
    [camel] جمل
    [candle] شمعة
    [carpet] سجادة
    [castle] قلعة
    [chair] كرسي
    [cherry] كرز
    [circle] دائرة
    [clock] ساعة
    [cloud] سحابة
    [clover] برسيم
    [coffee] قهوة
    [corn] ذرة
    [cotton] قطن
    [crown] تاج
    [desert] صحراء
    [dolphin] دلفين
    [door] باب
    [dragon] تنين
    [drum] طبل
    [eagle] نسر
    [elbow] مرفق
    [engine] محرك
    [falcon] صقر
    [feather] ريشة
    [fence] سياج
    [field] حقل
    [flag] علم
    [flower] زهرة
    [forest] غابة
    [fountain] نافورة
    [fox] ثعلب
    [garden] حديقة
    [ginger] زنجبيل
    [grape] عنب
    [guitar] غيتار
    [hammer] مطرقة
    [harbor] ميناء
    [hat] قبعة
    [honey] عسل
    [horse] حصان
    [island] جزيرة
    [jacket] سترة
    [jungle] أدغال
    [kettle] إبريق
    [kitchen] مطبخ
    [ladder] سلم
    [lake] بحيرة
    [lantern] فانوس
    [lemon] ليمون
    [lion] أسد
    [marble] رخام
    [market] سوق
    [meadow] مرج
    [milk] حليب
    [mirror] مرآة
    [mountain] جبل
    [mushroom] فطر
    [needle] إبرة
    [ocean] محيط
    [olive] زيتون
    [onion] بصل
    [orange] برتقال
    [owl] بومة
    [paper] ورق
    [parrot] ببغاء
    [pencil] قلم
    [penguin] بطريق
    [pepper] فلفل
    [piano] بيانو
    [pillow] وسادة
    [pocket] جيب
    [rabbit] أرنب
    [rainbow] قوس قزح
    [river] نهر
    [rocket] صاروخ
    [saddle] سرج
    [salmon] سلمون
    [silver] فضة
    [spoon] ملعقة
    [summer] صيف
    [table] طاولة
    [tiger] نمر
    [tomato] طماطم
    [tractor] جرار
    [tulip] توليب
    [turtle] سلحفاة
    [umbrella] مظلة
    [velvet] مخمل
    [violin] كمان
    [wagon] عربة
    [whale] حوت
    [window] نافذة
    [zebra] حمار وحشي
   *[other] { $word }
}
