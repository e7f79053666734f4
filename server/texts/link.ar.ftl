# رابط الضيف في طريقه إلى الباب: موقوف، يطلب المساعدة، تمت مساعدته. يقرؤه الضيوف والمضيف.

link-stopped-heading = أوقفنا هذا حفاظًا على سلامتك
link-stopped = كان الرمز خاطئًا خمس مرات. رابطك ما زال صالحًا: اطلب من { $clinic } رمزًا جديدًا.
link-ask = اسأل العيادة
link-asked = تم إبلاغ { $clinic } بأنك تحتاج إلى رمز جديد. سيقرؤونه لك، غالبًا بالهاتف. اكتبه هنا.

## المضيف

guest-asked = يطلب رمزًا
link-call = { $name } أمام الباب
link-call-asked = يطلب { $name } رمزًا جديدًا. اقرأه له بالهاتف؛ الرابط نفسه يبقى صالحًا.
link-call-suspended = كُتبت رموز خاطئة كثيرة باسم { $name }. إن اتصل بك { $name } فأعطه رمزًا جديدًا؛ الرابط نفسه يبقى صالحًا.
link-help = رمز جديد لـ { $name }
link-code-other = رمز لجهاز آخر
link-code-show = إظهار الرمز
link-code-show-for = إظهار رمز { $name }
link-code-for = رمز { $name }
link-code-read = اقرأه لـ { $name }. يصلح مرة واحدة، لمدة { $time }.
entry-invite-asked = طلب { $who } رمزًا من العيادة
entry-invite-late = فتح { $who } الرابط بعد الانتهاء، ولم يُعرض شيء
entry-invite-reinstated = سمح { $who } لرابط { $name } بأن يستمر برمز جديد

## جهاز ثانٍ

link-knock-heading = جهاز آخر يشغل مكانك
link-knock = فُتح هذا الرابط من قبل على جهاز آخر. تقرر { $clinic } أيهما يدخل. إن كان كلاهما لك فقل ذلك.
link-knock-say = عندما تُسأل قل
link-knock-gone = لم يُسمح لهذا الجهاز بالدخول
link-knock-gone-words = أبقى مقدم الرعاية الجهاز الآخر. إن لم يكن ذلك أنت فاتصل بالعيادة.
link-second-device = يطلب جهاز ثانٍ الدخول برابطك. إن لم يكن لك فأخبر مقدم الرعاية الآن.
link-knocks = جهاز ثانٍ لـ { $name }
link-knocks-how = أثبت أحدهم رابط { $name } ورمزًا على جهاز آخر. لم يدخل أحد ولم يخرج أحد. اسأل كليهما عن الكلمة التي يقرؤها.
link-knock-word = ما الكلمة التي يقرؤها الجهاز الثاني؟
link-knock-admit = أدخل هذا الجهاز بدلًا منه
link-knock-deny = ليس هذا الجهاز
entry-guest-knocked = طلب جهاز ثانٍ مكان { $who }

# --- a page that was out of sight for five minutes ---
unseen-heading = رمز يعيد الصور
unseen-how-guest = بقيت هذه الصفحة خارج النظر خمس دقائق. ما زلت في الزيارة: اطلب من { $host } رمزًا جديدًا.
unseen-how-staff = بقيت هذه الصفحة خارج النظر خمس دقائق. الاستشارة مستمرة؛ ويرى الآخرون ما كانوا يرونه.
unseen-field-guest = الرمز من العيادة
unseen-field-staff = الرمز من تطبيق المصادقة
unseen-go = أظهر الصور
unseen-call = يحتاج { $name } إلى رمز لرؤية الصور
link-call-code = بقيت صفحة { $name } خارج النظر خمس دقائق. اقرأ له رمزًا جديدًا فتعود الصور.

## رمز يُرسل

link-code-text = ترسل { $clinic } ستة أرقام إلى هاتفك عندما تطلبها.
link-code-mail = ترسل { $clinic } ستة أرقام إلى بريدك عندما تطلبها.
link-send-text = أرسل الرمز إلى هاتفي
link-send-mail = أرسل الرمز إلى بريدي
link-sent = الرمز في الطريق. يعمل مرة واحدة لمدة عشر دقائق.
link-send-again = أرسل رمزًا جديدًا
link-early = يعمل هذا الرابط ابتداءً من { $time }. افتحه حينها.
