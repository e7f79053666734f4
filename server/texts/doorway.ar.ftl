# صفحات يكتبها الخادم بنفسه: قبل تشغيل أي برنامج، وعند رفض شيء ما.

doorway-title = Lightbox
doorway-no-script = تحتاج هذه الصفحة إلى JavaScript. فعّله لهذا العنوان ثم أعد تحميل الصفحة.
doorway-back = إلى الصفحة الأولى

doorway-insecure-heading = تحتاج هذه الصفحة إلى اتصال آمن
doorway-insecure = وصلت عبر http غير مشفر. لا يُعرض شيء بهذه الطريقة: افتح العنوان الذي يبدأ بـ https. إذا لم يستجب فأخبر من يدير هذا الخادم؛ ملف README يشرح كيفية إعداده.
doorway-not-found-heading = لا توجد صفحة كهذه
doorway-not-found = ربما كان العنوان ناقصًا، أو ليس لك أن تفتحه. افتح الرابط الكامل من رسالتك مرة أخرى.
doorway-wrong-host-heading = ليس هذا عنواننا
doorway-wrong-host = وصل الطلب إلى الخادم باسم لا يعرفه. افتح العنوان الذي أُعطي لك.
doorway-locked-heading = انتهت هذه الاستشارة
doorway-locked = لم يعد ممكنًا فتح صورها من هنا. تبقى الصور الأصلية في أرشيف العيادة.
doorway-busy-heading = حاول مرة أخرى بعد لحظة
doorway-busy = لا يستطيع الخادم الإجابة الآن. لم يضع شيء.
doorway-refused-heading = لا يمكن فتح هذا
doorway-refused = رفض الخادم هذا العنوان.
doorway-internal-heading = ارتكب الخادم خطأ
doorway-internal = سُجّل الخطأ. حاول مرة أخرى؛ وإذا تكرر فأخبر من يدير هذا الخادم.
doorway-pages-not-built-heading = لم تُبنَ الصفحات بعد
doorway-pages-not-built = يبنيها من يدير هذا الخادم بأمر واحد؛ ملف README يذكره.
