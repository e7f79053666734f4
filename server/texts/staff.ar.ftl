# المسؤولون، وإنهاء كل شيء دفعة واحدة، والمكاتب التي لا يجلس إليها أحد.

# --- a consult ended at once ---
end-once = إيقاف فوري…
end-once-what = تُعتم كل الشاشات الآن وتُغلق المحادثة ويُقطع اتصال الجميع ولو في منتصف جملة. لحين يحدث خطب ما: غريب في الغرفة أو جهاز مسروق.
end-once-now = أوقف هذه الاستشارة الآن
end-once-done = أُوقفت الاستشارة وأُقفلت.

# --- everything at once ---
nav-people = الأشخاص
people-heading = الأشخاص
end-all-heading = إنهاء كل شيء الآن
end-all-what = تُقفل كل استشارات العيادة فورًا: تُعتم كل الشاشات وتُغلق كل الاتصالات وتُلغى الاستشارات المقررة. لحين يحدث خطب في النظام كله.
end-all-count = { $unfinished ->
    [0] لا توجد استشارة مقررة أو مفتوحة.
    [one] ستنتهي استشارة واحدة{ $viewing ->
        [0] ؛ لا أحد فيها.
        *[other] ؛ فيها أشخاص الآن.
    }
    *[other] عدد الاستشارات التي ستنتهي: { $unfinished }{ $viewing ->
        [0] ؛ لا أحد في أي منها.
        *[other] ؛ ومنها ما فيه أشخاص الآن: { $viewing }.
    }
}
end-all-logins = سجّل خروج الجميع أيضًا، ما عدا هذا المتصفح
end-all = إنهاء كل شيء…
end-all-type = للمتابعة اكتب { $word }
end-all-word = إنهاء
end-all-keep = لا تغيّر شيئًا
end-all-now = أنهِ كل شيء الآن
end-all-done = { $consults ->
    [0] لم تكن هناك استشارة مفتوحة.
    [one] أُقفلت استشارة واحدة.
    *[other] عدد الاستشارات التي أُقفلت: { $consults }.
}
end-all-done-logins = { $logins ->
    [0] لم يكن أحد آخر مسجّل الدخول.
    [one] سُجّل الخروج من متصفح واحد.
    *[other] عدد المتصفحات التي سُجّل الخروج منها: { $logins }.
}

# --- a desk that nobody sits at ---
dark-desk-heading = لم يكن أحد هنا منذ خمس دقائق
dark-desk-what = { $name }، الصور معتمة والصفحة مغطاة حتى تُدخل رمزًا. ما كنت تكتبه ما زال هنا.
dark-desk-code = الرمز من تطبيق المصادقة
dark-desk-go = أظهر الصفحة من جديد
dark-desk-upload = يستمر الرفع في هذه الأثناء.

# --- in the record ---
entry-view-locked = أُعتمت شاشة { $name }: خارج النظر خمس دقائق، أو لا أحد أمامها
entry-view-unlocked = أثبت { $who } هويته من جديد وعاد يرى الصور

# --- a consult shared with a colleague ---
colleagues = الزملاء
colleagues-what = الزميل الذي تسمح له يرى هذه البطاقة وسجلها، وله أن يدخل الغرفة اختصاصيًا تشهد له عيادتك. ينتظر كأي ضيف، ولا يرى الصور إلا إذا شملته موافقة.
colleagues-what-over = الزميل الذي تسمح له يرى هذه البطاقة وسجلها.
colleagues-with = السماح لـ
colleagues-in = اسمح
colleagues-in-now = لـ { $name } أن يرى هذه الاستشارة ويدخلها.
colleagues-out = أخرج
colleagues-out-of = أخرج { $name }
colleagues-out-now = لم يعد { $name } يرى هذه الاستشارة.
colleagues-shared-by = يشاركك { $name } هذه الاستشارة.
colleagues-verified = تشهد له العيادة
colleagues-held-by = يعقدها { $name }
factor-login = سُجّل الدخول
entry-consult-shared = سمح { $who } لزميل بدخول الاستشارة
entry-consult-unshared = أخرج { $who } زميلًا من الاستشارة

# --- the staff, for administrators ---
people-add = إضافة شخص
people-search = بحث
people-search-hint = الاسم أو الدور أو الحالة
people-found = { $count ->
    [0] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
   *[other] { $count } شخصًا
}
people-name = الاسم كما يقرؤه الآخرون
people-login = اسم الدخول
people-login-hint = مثل dr.lee. لا يمكن تغييره لاحقًا.
people-alone = أنت المسؤول الوحيد. أضف مسؤولًا آخر: إن فقدت هاتفك ورموز الاسترداد فلا يستطيع إعادة دخولك إلا مسؤول غيرك.
people-role = الدور
people-role-provider = يُدخل الدراسات ويعقد الاستشارات.
people-role-specialist = يُدخل الدراسات ويعقد الاستشارات وينضم إلى استشارات غيره.
people-role-auditor = يقرأ ما سُجّل؛ ولا يرى صورًا.
people-role-administrator = يدير الأشخاص؛ ولا يرى صورًا ولا استشارات ولا مرضى.
people-add-now = أضف وأنشئ رابطًا
people-add-not = ليس الآن
people-link = رابط لـ { $name }
people-link-how = أعطه لـ { $name } بنفسك، لا عبر قائمة أو مجموعة. يصلح مرة واحدة حتى { $until }، ولا يظهر إلا الآن: به يختار { $name } كلمة مرور ويُعدّ تطبيق المصادقة.
people-link-done = سُلّم
people-link-again = رابط جديد
people-is-active = يدخل
people-is-invited = مدعو
people-is-recovery = رموز الاسترداد فقط
people-is-stopped = موقوف
people-is-reset = طُلبت إعادة الضبط
people-is-disabled = بلا دخول
people-why-invited = لم يستعمل الرابط بعد.
people-why-recovery = عشر محاولات خاطئة متتالية: لا يفتح الحساب الآن إلا رمز استرداد.
people-why-stopped = مئة محاولة خاطئة متتالية: لا تنفع إلا إعادة الضبط.
people-why-reset = يطلب مسؤول آخر إعادة الضبط، حتى { $until }. لا تؤكدها إلا إذا تحدثت مع هذا الشخص.
people-why-reset-mine = طلبت إعادة الضبط. على مسؤول آخر أن يؤكدها، حتى { $until }.
people-keep = لا تغيّر شيئًا
people-disable = منع الدخول…
people-disable-what = يُسجَّل خروج { $name } من كل مكان فورًا ولا يمكنه الدخول حتى تسمح له من جديد.
people-disable-now = امنع { $name } من الدخول
people-disabled = لم يعد { $name } يدخل.
people-enable = اسمح بالدخول من جديد
people-enabled = لـ { $name } أن يدخل من جديد.
people-reset = إعادة ضبط الدخول…
people-reset-what = لكلمة مرور أو تطبيق مصادقة مفقود. لا ينتهي شيء قبل أن يؤكد مسؤول ثانٍ خلال يوم.
people-reset-now = اطلب إعادة الضبط
people-reset-asked = على مسؤول ثانٍ أن يؤكد إعادة ضبط { $name }.
people-reset-drop = لا تُعد الضبط
people-reset-dropped = يبقى دخول { $name } كما هو.
people-confirm = تأكيد إعادة الضبط…
people-confirm-what = تنتهي الآن كلمة مرور { $name } وتطبيق المصادقة ورموز الاسترداد وكل دخول مفتوح، ويُنشأ رابط لمرة واحدة. لا يُعرض شيء منها على أحد.
people-confirm-now = أعد ضبط { $name } الآن

## Help of administrators

kept-heading = كيف تُرعى هذه المنظومة
kept-people = الأشخاص
kept-people-more = أضف كل واحد منهم في صفحة الأشخاص، فيتلقى رابطًا يعمل مرة واحدة. ليكن هناك مسؤولان على الأقل ليعيد أحدهما دخول الآخر.
kept-clinic = اسم العيادة ورقمها
kept-clinic-more = يقرؤهما كل ضيف: clinic.name و clinic.phone في الإعدادات.
kept-policy = ما يُسمح به في الاستشارات
kept-policy-more = ملف واحد يقول من يحضر وكم تدوم وكم يُحفظ كل شيء. يقرؤه معك «lightbox policy» على الخادم.
kept-check = هل كل شيء بخير؟
kept-check-more = ينظر «lightbox check» على الخادم في كل شيء ويقول ما يُفعل.
kept-key = المفتاح والنسخ الاحتياطية
kept-key-more = احفظ نسخة من مفتاح التثبيت في غير مكان النسخة الاحتياطية. من دونه لا يُفتح شيء مما حُفظ أبدًا.
kept-ending = عند حدوث خلل
kept-ending-more = «إنهاء كل شيء…» في صفحة الأشخاص يقفل كل الاستشارات دفعة واحدة.
