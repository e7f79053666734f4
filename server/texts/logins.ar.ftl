# أين سجّل أحد أفراد الفريق دخوله، وإنهاء ذلك هناك.

logins-heading = أين سجّلت دخولك
logins-why = إذا لم تتعرّف على أحدها فسجّل خروجه ثم أخبر المسؤول. الاستشارة المفتوحة هناك تُغلق فورًا.
logins-here = هذا المتصفح
logins-since = بدأ في { $at }
logins-seen = آخر استخدام { $at }
logins-unknown = متصفح غير معروف
logins-only = لم تسجّل دخولك في أي مكان آخر.
logins-end = تسجيل الخروج هناك
logins-end-of = تسجيل الخروج هناك: { $machine }
logins-end-others = تسجيل الخروج من كل مكان آخر…
logins-end-others-now = { $count ->
    [one] تسجيل الخروج من مكان واحد آخر
   *[other] تسجيل الخروج من الأماكن الأخرى ({ $count })
}
logins-keep = إبقاؤها
logins-ended = تم تسجيل الخروج هناك.
logins-ended-all = تم تسجيل الخروج من كل مكان آخر.
