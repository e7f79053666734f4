# لماذا لم يُقبل ملف: جملة لكل رمز من server/studies وserver/render وserver/workers.
# ما حدث، وما يمكن فعله إن وُجد. لا يُذكر أبدًا اسم من داخل الملف.

## ليس DICOM أو ليس صورة

file-not-dicom = هذا ليس ملف DICOM.
file-empty-file = هذا الملف فارغ. ربما لم يُنسخ كاملًا.
file-not-an-image = لا توجد صورة في هذا الملف.
file-media-directory = هذا فهرس قرص. لا حاجة إليه: أضف الصور نفسها.
file-no-pixel-data = الصورة غير موجودة في هذا الملف.

## تالف

file-truncated = ينتهي هذا الملف قبل أوانه. ربما لم يُنسخ كاملًا: انسخه من جديد.
file-pixel-data-truncated = تنتهي الصورة في هذا الملف قبل أوانها. انسخ الملف من جديد.
file-frames-missing = في هذا الملف صور أقل مما يذكر. انسخه من جديد.
file-no-transfer-syntax = لا يذكر هذا الملف كيف كُتب. صدّره من جديد.
file-bad-element = هذا الملف تالف: لا يمكن قراءة جزء منه. انسخه أو صدّره من جديد.
file-broken-sequence = هذا الملف تالف: أجزاؤه لا تتطابق. انسخه أو صدّره من جديد.
file-broken-fragments = الصورة في هذا الملف تالفة. انسخه أو صدّره من جديد.
file-bad-deflate = هذا الملف المضغوط تالف. انسخه من جديد.
file-bad-codestream = الصورة المضغوطة في هذا الملف تالفة.
file-bad-rle = الصورة المضغوطة في هذا الملف تالفة.
file-codestream-mismatch = حجم الصورة في هذا الملف ليس كما يذكر الملف.
file-unreadable-header = هذا الملف تالف: لا يمكن قراءة ما يذكره عن صورته.
file-unreadable-pixels = لا يمكن قراءة الصورة في هذا الملف.
file-bad-geometry = لا يذكر هذا الملف حجم صورته.
file-bad-frame-count = لا يذكر هذا الملف كم صورة فيه.
file-bad-palette = ألوان هذه الصورة ناقصة أو تالفة.
file-bad-lookup-table = جدول السطوع لهذه الصورة تالف.
file-bad-rescale = لا يُعرف معنى قيم هذه الصورة: مقياسها صفر أو ليس رقمًا.
file-no-such-frame = لا توجد صورة كهذه في هذا الملف.
file-no-such-resolution = لا تحتوي هذه الصورة على نسخة أصغر منها.
file-window-width = هذه النافذة أضيق من أن تُظهر شيئًا.

## غير مدعوم بعد

file-unsupported-transfer-syntax = هذه الصورة مضغوطة بطريقة غير مدعومة.
file-unsupported-photometric = نوع ألوان هذه الصورة غير مدعوم.
file-unsupported-bits = عمق هذه الصورة غير مدعوم.

## كبير جدًا أو مصنوع للإضرار

file-frame-too-large = هذه الصورة أكبر من أن تُفتح بأمان.
file-too-many-frames = يذكر هذا الملف صورًا أكثر مما يُعقل.
file-nested-too-deep = أجزاء هذا الملف متداخلة أعمق مما في أي ملف سليم.
file-too-many-elements = في هذا الملف أجزاء أكثر مما في أي ملف سليم.
file-scan-too-long = استغرق فحص هذا الملف وقتًا طويلًا جدًا.
file-header-too-large = الوصف في هذا الملف كبير جدًا.
file-inflates-too-much = يتوسع هذا الملف عند فكه أكثر بكثير مما ينبغي.
file-decoder-crashed = عطّلت هذه الصورة برنامج فكها. لم يتضرر شيء آخر.
file-decoder-timed-out = استغرق فتح هذه الصورة وقتًا طويلًا جدًا.
file-decoder-out-of-memory = تحتاج هذه الصورة إلى ذاكرة أكثر من المسموح.
file-instance-given-up = فشلت هذه الصورة عدة مرات، وستُجرَّب من جديد بعد دقائق.
file-sealed-object = تغيّر ما حُفظ من هذه الصورة أو تلف. لا تُعرض، والسجل يذكر ذلك.

## ملفات الأرشيف

file-not-a-zip = هذا ليس ملف zip، أو أنه تالف.
file-broken-archive = ملف zip هذا تالف. انسخه من جديد.
file-unreadable-archive = لا يمكن قراءة ملف zip هذا.
file-archive-too-many-files = في ملف zip هذا ملفات كثيرة جدًا. ضع أقل في كل ملف.
file-archive-unsafe-name = لهذا العنصر من ملف zip اسم يشير إلى مكان آخر، فتُرك.
file-archive-link = هذا العنصر من ملف zip رابط وليس ملفًا، فتُرك.
file-archive-encrypted = هذا العنصر من ملف zip محمي بكلمة مرور. اضغطه من دونها.
file-archive-method = هذا العنصر من ملف zip مضغوط بطريقة غير مدعومة.
file-archive-ratio = يتوسع هذا العنصر من ملف zip عند فكه أكثر بكثير مما ينبغي.
file-archive-nested = في الداخل أرشيف آخر. فكّه أولًا.
file-archive-duplicate-name = لعنصر آخر من ملف zip الاسم نفسه، فتُرك هذا.
file-archive-member-too-large = هذا العنصر من ملف zip كبير جدًا.
file-archive-size-lie = حجم هذا العنصر من ملف zip ليس كما يذكر.
file-archive-checksum = هذا العنصر من ملف zip تالف: مجموع التحقق خاطئ.
file-no-such-member = لا يوجد عنصر كهذا في ملف zip.
