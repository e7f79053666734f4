# كيف يصل الرابط والرمز إلى الضيف: ما يختاره مقدم الرعاية وما يقرؤه، وما قد يكون خطأ فيه.

error-same-channel = لا يجوز أن يُرسل الرمز بالطريقة التي أُرسل بها رابطه: اختر طريقة أخرى لأحدهما.
error-no-channel = هذه الطريقة غير مهيأة هنا. اقرأ الرمز بصوتك أو سلّم الرابط بنفسك.
error-bad-address = { $kind ->
    [mail] هذا ليس عنوان بريد. اكتبه مثل name@example.org.
   *[other] هذا ليس رقم هاتف. اكتبه مع رمز البلد، مثل +34 600 123 456.
}
error-link-uses = { $most ->
    [one] هذا النوع من الاستشارات يسمح باستعمال الرابط على جهاز واحد.
    [two] هذا النوع من الاستشارات يسمح باستعمال الرابط على جهازين على الأكثر.
    [few] هذا النوع من الاستشارات يسمح باستعمال الرابط على { $most } أجهزة على الأكثر.
   *[other] هذا النوع من الاستشارات يسمح باستعمال الرابط على { $most } جهازًا على الأكثر.
}
error-link-window = يجب أن يعمل الرابط عندما تبدأ الزيارة، وينتهي معها على أبعد تقدير.

## الاختيار لضيف واحد

ways-of = كيف يصل الرابط والرمز إلى { $name }
ways-link = الرابط
ways-link-hand = أسلّمه بنفسي (أنسخه أو أعرض رمز QR)
ways-link-mail = بالبريد
ways-link-text = برسالة نصية
ways-code = الرمز
ways-code-read = أقرؤه بصوتي
ways-code-text = برسالة نصية عند الطلب
ways-code-mail = بالبريد (يتحقق من العنوان فقط)
ways-to-mail = عنوان البريد
ways-to-mail-hint = عنوان واحد، مثل name@example.org.
ways-to-text = الهاتف
ways-to-text-hint = مع رمز البلد، مثل +34 600 123 456.
ways-language = لغة الرسائل
ways-uses = يعمل على
ways-devices = { $count ->
    [one] جهاز واحد
    [two] جهازان على الأكثر
    [few] { $count } أجهزة على الأكثر
   *[other] { $count } جهازًا على الأكثر
}
ways-from = يعمل من
ways-from-now = الآن
ways-from-doors = { $minutes ->
    [one] دقيقة واحدة قبل البدء
    [two] دقيقتان قبل البدء
    [few] { $minutes } دقائق قبل البدء
   *[other] { $minutes } دقيقة قبل البدء
}
ways-until = يعمل حتى
ways-until-over = نهاية الزيارة
ways-until-after = { $minutes ->
    [one] دقيقة واحدة بعد البدء
    [two] دقيقتان بعد البدء
    [few] { $minutes } دقائق بعد البدء
   *[other] { $minutes } دقيقة بعد البدء
}
ways-text-risk = الرسائل النصية ليست سرية: قد يكون الرقم قديمًا أو محوّلًا أو مستولى عليه. قراءة الرمز بالصوت لا تقل عنها وهي ممكنة دائمًا.
ways-code-mail-weak = الرمز المرسل بالبريد يُظهر صحة العنوان فقط. لا يُحسب دليلًا ثانيًا: تعرّف على الضيف بنفسك.
ways-line-link-hand = تسلّم الرابط بنفسك
ways-line-link-mail = الرابط بالبريد
ways-line-link-text = الرابط برسالة نصية
ways-line-code-read = تقرأ الرمز بصوتك
ways-line-code-text = الرمز برسالة نصية
ways-line-code-mail = الرمز بالبريد (لا يُحسب)
ways-window-open = { $count ->
    [one] يعمل حتى نهاية الزيارة على جهاز واحد
    [two] يعمل حتى نهاية الزيارة على جهازين على الأكثر
    [few] يعمل حتى نهاية الزيارة على { $count } أجهزة على الأكثر
   *[other] يعمل حتى نهاية الزيارة على { $count } جهازًا على الأكثر
}
ways-window-from = { $count ->
    [one] يعمل من { $from } حتى نهاية الزيارة على جهاز واحد
    [two] يعمل من { $from } حتى نهاية الزيارة على جهازين على الأكثر
    [few] يعمل من { $from } حتى نهاية الزيارة على { $count } أجهزة على الأكثر
   *[other] يعمل من { $from } حتى نهاية الزيارة على { $count } جهازًا على الأكثر
}
ways-window-to = { $count ->
    [one] يعمل حتى { $until } على جهاز واحد
    [two] يعمل حتى { $until } على جهازين على الأكثر
    [few] يعمل حتى { $until } على { $count } أجهزة على الأكثر
   *[other] يعمل حتى { $until } على { $count } جهازًا على الأكثر
}
ways-window-from-to = { $count ->
    [one] يعمل من { $from } إلى { $until } على جهاز واحد
    [two] يعمل من { $from } إلى { $until } على جهازين على الأكثر
    [few] يعمل من { $from } إلى { $until } على { $count } أجهزة على الأكثر
   *[other] يعمل من { $from } إلى { $until } على { $count } جهازًا على الأكثر
}
ways-used = { $count ->
    [0] لم يُستعمل بعد.
    [one] استُعمل على جهاز واحد.
    [two] استُعمل على جهازين.
    [few] استُعمل على { $count } أجهزة.
   *[other] استُعمل على { $count } جهازًا.
}
need-address-mail = يلزم هنا عنوان بريد، مثل name@example.org.
need-address-text = يلزم هنا رقم هاتف مع رمز البلد، مثل +34 600 123 456.

## ما سيُرسل إليهم

preview-heading = ما سيُرسل إليهم
preview-why = كلمة بكلمة. لا اسم إلا اسم العيادة، ولا شيء عن السبب: قد يقرأ الرسالة غيرهم.
preview-link-mail = بريد إلى { $name }: الرابط
preview-link-text = رسالة نصية إلى { $name }: الرابط
preview-code-mail = بريد إلى { $name } عند الطلب: الرمز
preview-code-text = رسالة نصية إلى { $name } عند الطلب: الرمز

## ما آل إليه

sent-link-to = { $way ->
    [mail] الرابط بالبريد إلى { $to }:
   *[other] الرابط برسالة نصية إلى { $to }:
}
sent-code-to = { $way ->
    [mail] الرمز بالبريد إلى { $to }:
   *[other] الرمز برسالة نصية إلى { $to }:
}
sent-link-not = لم يُرسل هذا الرابط: خرجت ثلاث رسائل خلال عشر دقائق. انسخه.
sent-waiting = في الطريق
sent-trying = تعذّر تسليمه حتى الآن؛ تُعاد المحاولة.
sent-sent = سُلّم عند { $time }
sent-failed = تعذّر تسليمه.
sent-because-unreachable = تعذّر الوصول إلى الخادم.
sent-because-no-answer = لم يُجب الخادم.
sent-because-busy = كان الخادم مشغولًا.
sent-because-no-tls = تعذّر تأمين الخط إلى الخادم.
sent-because-sign-in = لم يقبل الخادم اسمنا وكلمة السر.
sent-because-refused = رُفض العنوان.
sent-because-redirected = انتقلت البوابة؛ يجب تصحيح عنوانها.
sent-because-forbidden-address = لا يُسمح بالاتصال بعنوان البوابة.
sent-because-bad-address = لا يمكن الكتابة إلى هذا العنوان.
sent-because-expired = انقضى وقته.
sent-instead-link = انسخ الرابط وأرسله بنفسك.
sent-instead-code = اقرأه بصوتك.
send-code = أرسل رمزًا إلى { $to }
send-code-hint = يستطيع { $name } أن يطلبه من صفحته أيضًا.
sent-code-now = رمز { $name } في الطريق.

## السجل

entry-code-sent = طلب { $who } إرسال رمز إلى { $name }
entry-message-sent = سُلّمت رسالة موجهة إلى { $name } ({ $channel ->
    [mail] بريد
   *[other] رسالة نصية
})
entry-message-failed = تعذّر تسليم رسالة موجهة إلى { $name } ({ $channel ->
    [mail] بريد
   *[other] رسالة نصية
})
