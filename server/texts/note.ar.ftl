# The note of a consult, beside the picture and on its record.

note = الملاحظة
note-placeholder = ما تبيّن، وما قيل، وما يلي
note-new = تُحفظ من تلقاء نفسها وأنت تكتب. لا يقرؤها أحد قبل أن توقّعها.
note-loading = لحظة…
note-saved = حُفظت { $time }. مسودة حتى توقّعها.
note-waiting = يجري الحفظ…
note-failed = لم تُحفظ بعد: تعذّر الوصول إلى الخادم. تُعاد المحاولة؛ أبقِ هذه الصفحة مفتوحة.
note-conflict = كتب أحدٌ في هذه الملاحظة من نافذة أخرى. أي الكلمات تُعتمد؟
note-keep-mine = كلماتي
note-take-theirs = الأخرى
note-ended = أُقفلت الاستشارة: يبقى ما حُفظ قبل ذلك كما هو. ما زال بإمكانك توقيعه.
note-left = أُقفلت الاستشارة قبل توقيع الملاحظة. تبقى الكلمات كما هي؛ ما زال بإمكانك توقيعها.
note-none = لم يكتب أحد ملاحظة قبل إقفال الاستشارة.
note-stars = { $count ->
    [0] لا صورة معلَّمة. علّم العروض المحفوظة كي تذكرها الملاحظة.
    [one] تذكر الصورة التي علّمتها.
   *[other] تذكر الصور التي علّمتها، وعددها { $count }.
}
note-write = كتابة
note-sign = توقيع…
note-sign-now = وقّع
note-code = رمز من تطبيق المصادقة
note-code-hint = يُستهلك بذلك. ما وُقّع لا يتغيّر أبدًا؛ ويمكنك تعديله بنسخة لاحقة.
note-signed-at = النسخة { $version }، وُقّعت { $time }
note-amend = تعديل
note-amends = هذه تعدّل النسخة { $version }، التي تبقى مقروءة.
note-pdf = PDF
note-part = الملاحظة وما يتعلق بها

findings = النتائج بصيغة DICOM
findings-what = ما رُسم وقيس وعُلّم بنجمة ووُقّع: حالات عرض وصور أساسية وتقرير (TID 1500) لأرشيفك. تذكر اسم المريض وتشير إلى الصور؛ ولا صورة فيها.
findings-take = أخذ نسخة…
findings-take-now = أخذ نسخة
findings-code-hint = يُستهلك الرمز بهذا. ويُسجَّل من أخذ ماذا ومتى.
findings-taken = الملف في تنزيلاتك.
