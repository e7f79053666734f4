# ما يقوله lightbox render و lightbox describe عن الملفات، إلى جانب files.ftl.

pictures-not-shown-yet = { $kind }، لا يُعرض بعد
pictures-made = { $made ->
    [one] صورة واحدة
   *[other] الصور: { $made }
}{ $refused ->
    [0] .
    [one] ، ورُفض ملف واحد.
   *[other] ، والمرفوض: { $refused }.
}
pictures-nothing = لا يوجد هنا أي ملف للاطلاع عليه.
pictures-study = الدراسة { $number }: { $modalities } · السلاسل: { $series } · { $pictures ->
    [one] صورة واحدة
   *[other] الصور: { $pictures }
}

## لماذا لم تُصنع صورة

file-no-such-file = لا يوجد ملف بهذا الاسم.
file-not-a-file = ليس هذا ملفًا يمكن قراءته.
file-file-unreadable = لا يمكن قراءة هذا الملف: ربما يخص شخصًا آخر.
file-no-such-window = لا توجد نافذة بهذا الاسم لهذه الصورة. الموجود: { $known }.
file-bad-window = النافذة مركز وعرض (40,400)، وربما معهما LINEAR أو LINEAR_EXACT أو SIGMOID؛ أو "auto"؛ أو اسم.
file-bad-frame = الإطار رقم يبدأ من 1، أو "middle" أو "all".
file-bad-job = هذا السطر ليس مهمة: { $complaint }.
file-bad-output = هذا لا يصلح اسمًا لصورة.
file-outside-folder = سيُكتب هذا خارج مجلد الإخراج.
file-output-is-input = ستحل الصورة محل الملف الذي صُنعت منه.
file-output-not-written = لا يمكن كتابة الصورة: { $error }.
file-archive-empty = لا شيء في ملف zip هذا.
