# ما يقرؤه الضيف قبل الغرفة.

join-title = زيارتك
join-heading = أنت مدعو إلى زيارة عبر الإنترنت
join-intro = ستتحدث معك عيادتك وقد تعرض عليك صورًا. خطوات قليلة فقط ومن دون حساب.
join-specialist = هل طُلب منك رأي في صور؟ الطريق من هنا أيضًا.
join-open = متابعة
join-opening = جارٍ الفتح…
join-safe = لا يحدث شيء حتى تضغط الزر.
join-too-early-heading = وصلت مبكرًا
join-too-early = تبدأ الزيارة في { $time }. يمكنك الانتظار هنا، ويمكنك قفل شاشتك.
join-too-early-long = الزيارة يوم { $day } في { $time }. يمكنك إغلاق هذه الصفحة الآن: افتح رابطك مرة أخرى حينها، فهو يبقى صالحًا.
join-code-heading = أدخل رمزك
join-reading = يطلب أحد في هذه العيادة رأيك في صور. برمزك تقرأ ما يُسأل؛ ولا يلزمك ذلك بشيء.
join-code-intro = تقرأ لك { $clinic } ستة أرقام، عادةً عبر الهاتف.
join-code-label = ستة أرقام
join-code-hint = يعمل الرمز مرة واحدة ولمدة عشر دقائق.
join-code-submit = إلى غرفة الانتظار
join-code-reading = اقرأ الطلب
join-code-checking = جارٍ التحقق…
join-code-empty = اكتب الأرقام الستة أولًا.
join-trouble = هل تواجه مشكلة؟ اتصل بالعيادة:
join-trouble-no-phone = هل تواجه مشكلة؟ اتصل بعيادتك.
join-no-secret-heading = هذا الرابط غير كامل
join-no-secret = افتح الرابط كاملًا من رسالتك مرة أخرى، أو اطلب من العيادة رابطًا جديدًا.
join-away-heading = لا يمكن عرض صفحتك الآن
join-away-kept = هذا لا ينهي زيارتك. اترك هذه الصفحة مفتوحة؛ ستعود وحدها.

## غرفة الانتظار

wait-heading = أنت في غرفة الانتظار.
wait-heading-host = سيسمح لك { $host } بالدخول.
wait-say = عندما يسألك { $host } قل
wait-place = { $place ->
    [one] أنت الأول في الدور.
   *[other] رقمك في الدور { $place }.
}
wait-starts = تبدأ الزيارة في { $time }.
wait-started = كان موعد الزيارة { $time }.
wait-lock-screen = يمكنك قفل شاشتك. نحن نحتفظ بمكانك.
wait-pictures-safe = لا تُعرض صورك على أي شخص آخر حتى توافق.
wait-specialist-safe = تُعرض عليك الصور حالما يُسمح بذلك.
wait-test = هل يمكنك قراءة الرقم في هذه الصورة التجريبية؟
wait-test-try = جرّب
wait-test-label = صورة تجريبية: مربع داكن فيه رقم باهت
wait-test-input = الرقم الذي تراه
wait-test-good = جيد: شاشتك تعرض الصور بوضوح.
wait-test-bad = ليس تمامًا. زد سطوع الشاشة وحاول مرة أخرى.

## بعد الإقفال

locked-heading = انتهت هذه الزيارة. شكرًا لك.
locked-heading-reading = طلب الرأي هذا مغلق.
locked-heading-cancelled = أُلغيت هذه الزيارة.
locked-heading-no-show = لم تتم هذه الزيارة.
locked-never = لم تُعرض أي صورة. لم يعد هذا الرابط يفتح شيئًا، وستتلقى رابطًا آخر لزيارة أخرى.
locked-next-time = لموعد آخر اتصل بـ { $clinic }:
locked-next-time-no-phone = لموعد آخر اتصل بعيادتك.
locked-cancelled-at = { $time }.
locked-heading-host = أُقفلت هذه الاستشارة.
locked-at = انتهت { $time }.
locked-pictures-host = لم يعد بالإمكان فتح الصور التي عُرضت في هذه الاستشارة منها: أُتلفت مفاتيحها وكل نسخها المعروضة. تبقى الأصول في الأرشيف.
locked-chat-host = تُحفظ المحادثة وسجل من رأى ماذا.
locked-pictures = لم يعد بالإمكان فتح الصور التي عُرضت في هذه الزيارة منها. تبقى صورك الأصلية في أرشيف العيادة.
locked-pictures-reading = لم يعد بالإمكان فتح صوره بهذا الرابط.
locked-kept-reading = ما وُقّع محفوظ لدى العيادة. ومن وقّعه يقرؤه في المتصفح الذي وقّع فيه.
locked-chat = تُحفظ المحادثة المكتوبة مع ملفك في العيادة إلى أن تحذفها.
locked-chat-until = تُحفظ المحادثة المكتوبة مع ملفك في العيادة حتى { $date }.
locked-chat-erased = حُذفت المحادثة المكتوبة.
locked-kept = تُحفظ الصور الأصلية وملاحظة الطبيب وسجل من رأى ماذا إلى أن تحذفها العيادة.
locked-kept-until = يُحفظ سجل من رأى ماذا حتى { $date }، وتُحفظ الصور الأصلية وملاحظة الطبيب إلى أن تحذفها العيادة.
locked-next = هل لديك أسئلة أو نسيت شيئًا؟ اتصل بـ { $clinic }:
locked-next-no-phone = هل لديك أسئلة أو نسيت شيئًا؟ اتصل بعيادتك.
locked-receipt = رقم الإيصال
receipt-own = إيصالك
receipt-save = حفظ الإيصال
receipt-saving = تجري كتابة الإيصال…
receipt-saved = حُفظ. احتفظ بهذا الملف.
receipt-proves = يُثبت هذا الملف ما أُتلف عند انتهاء الزيارة، وما دوّنته العيادة عما فعلتَه ووافقتَ عليه وعُرض عليك. وإن تغيّر ذلك لاحقًا أظهره الملف.
receipt-check = يمكن لأي شخص التحقق منه دون العيادة، ببرنامج lightbox-verify.
locked-close = يمكنك إغلاق هذه الصفحة.
locked-reason-ended = أنهاها الطبيب.
locked-reason-expired = انتهى وقتها.
locked-reason-cancelled = أُلغيت.
locked-reason-no-show = لم تتم.
locked-reason-abandoned = غادر الجميع.
locked-reason-paused-too-long = بقيت الصور محجوبة وقتًا طويلًا.
locked-reason-failed = كان لا بد من إيقافها.
locked-reason-revoked = أوقفتها العيادة.
removed-heading = لقد خرجت من هذه الزيارة
moved-heading = تستمر هذه الزيارة في نافذة أخرى
moved-here = المتابعة هنا
left-heading = لقد خرجت من هذه الزيارة
left-words = للعودة افتح رابطك مرة أخرى، وسيسمح لك الطبيب بالدخول.
stopped-here = لم يعد يُعرض شيء هنا.
