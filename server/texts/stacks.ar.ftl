# ما يميّز مجموعة صور، وما يُلاحظ فيها (server/studies/notes.py).

## أي جزء من سلسلتها

part = { $by ->
    [size] الحجم { $number } من { $count }
    [photometric] التلوين { $number } من { $count }
    [orientation] الاتجاه { $number } من { $count }
    [stack] المجموعة { $number } من { $count }
    [segment] القطعة { $number } من { $count }
    [echo] الصدى { $number } من { $count }
    [energy] الطاقة { $number } من { $count }
    [time] الزمن { $number } من { $count }
    [trigger] طور القلب { $number } من { $count }
    [layer] الطبقة { $number } من { $count }
    [spacing] المقياس { $number } من { $count }
    [gradient] اتجاه الانتشار { $number } من { $count }
    [kernel] إعادة البناء { $number } من { $count }
    [acquisition] الالتقاط { $number } من { $count }
    [moment] المرور { $number } من { $count }
    [turn] المرور { $number } من { $count }
   *[other] الجزء { $number } من { $count }
}
part-b-value = b { $value }
part-echo-time = TE { $value } ms
part-inversion-time = TI { $value } ms
part-flavor = { $value ->
    [M] المقدار
    [P] الطور
    [R] الجزء الحقيقي
    [I] الجزء التخيلي
    [WATER] الماء
    [FAT] الدهن
    [IN_PHASE] متوافق الطور
    [OUT_PHASE] متعاكس الطور
   *[other] { $value }
}

## ما يُلاحظ فيها

note-gap = { $missing ->
    [one] شريحة واحدة مفقودة بين { $after } و{ $before }
   *[other] شرائح مفقودة بين { $after } و{ $before }: { $missing }
}
note-more-gaps = شرائح مفقودة أخرى: { $missing }، في مواضع عددها { $count }
note-uneven-spacing = المسافة بين الشرائح متفاوتة: من { $least_mm } إلى { $most_mm } مم
note-duplicate-positions = صور عددها { $images } في مواضع عددها { $places }، ابتداءً من الصورة { $first }
note-duplicate-instances = ملفات مكررة لم تُعرض: { $count }
note-not-in-space = صور لا تذكر موضعها: { $count }؛ الترتيب بالأرقام
note-one-place = كل الصور لموضع واحد، مرتبة زمنيًا
note-rotating = يدور المنظر من صورة إلى أخرى
note-tiles = أجزاء من صورة أكبر: { "\u2066" }{ $across } × { $down }{ "\u2069" }
