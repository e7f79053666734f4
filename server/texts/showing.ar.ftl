### من يمكن أن يُعرض عليه ماذا: أسس أخرى غير موافقة المريض نفسه، وعرض أقل، وطلب المزيد.

basis-word-witness = اسم الشاهد
basis-word-who = من وافق
basis-word-relation = صلته بالمريض
basis-word-for-whom = عمّن وافق
basis-word-reference = أين يمكن العثور عليها
basis-word-reason = لماذا لا يمكن الانتظار
basis-word-missing = املأ هذا أولًا حتى يمكن التحقق منه.
basis-reviewed = تراجع العيادة كل حالة طارئة بعد ذلك.
basis-which = أي صور
basis-whom = من يجوز له رؤيتها
basis-nothing = اختر صورة واحدة وشخصًا واحدًا على الأقل.
need-basis-word = املأ ما يجب أن يذكره الأساس حتى يمكن التحقق منه.
show-less = عرض أقل…
narrow-nothing = لم يُختر شيء. إذا أردت ألا يُعرض شيء فأوقف المشاركة.
consent-ends = وافق المريض حتى الساعة { $time }.
consent-ends-first = وافق المريض حتى الساعة { $time }. المريض وحده يمكنه منح وقت إضافي.
consent-ask-more = اطلب المزيد من المريض
consent-asked-more = يُسأل المريض الآن.
