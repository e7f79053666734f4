# Quién vio qué: en el registro de una consulta, en las páginas del auditor y en palabras sencillas para pacientes.

# --- en un registro ---
seen-shown = En la pantalla
seen-sent = Se envió
seen-authorized = Se podía enviar
seen-tier-lossless = sin pérdida
seen-tier-lossy = comprimida
seen-tier-preview = vista previa
seen-count = { $count ->
    [one] 1 imagen ({ $ranges })
   *[other] { $count } imágenes ({ $ranges })
}
seen-time = { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
seen-time-unknown = tiempo no anotado
seen-not-told = la pantalla no lo comunicó
seen-not-sent = nada
seen-sent-unknown = entonces no se anotaba
seen-hint = “Se envió” es lo que el servidor entregó a la línea de esa pantalla. “En la pantalla” es lo que comunicó la propia pantalla; el tiempo lo cuenta el servidor mientras la página estaba a la vista, sumado imagen por imagen. “Se podía enviar” se anota antes de que salga ninguna imagen, en bloques de 128.
seen-left-out = { $count ->
    [one] Aquí falta una línea más antigua sobre imágenes sueltas; arriba sí cuenta.
   *[other] Aquí faltan { $count } líneas más antiguas sobre imágenes sueltas; arriba sí cuentan.
}
entry-instances-authorized = Las imágenes { $first } a { $last } de una serie se podían enviar a { $who }
entry-instances-sent = Se enviaron imágenes a { $who }
entry-instances-shown = La pantalla de { $who } comunicó que mostraba imágenes
entry-staff = Alguien de la clínica
entry-emergency-reviewed = { $who } revisó que se mostraron imágenes por una emergencia

# --- auditores ---
nav-audit = Registro
nav-seen-between = Quién vio qué
audit-heading = El registro
audit-what = Todo lo que pasó, lo más reciente primero, sin ninguna imagen. Que usted lo mira también queda anotado.
audit-from = Desde
audit-until = Hasta
audit-who = Persona
audit-who-hint = parte de un nombre, o un identificador
audit-about = Sobre
audit-about-all = todo
audit-about-pictures = imágenes
audit-about-alerts = alertas
audit-about-refusals = rechazos
audit-about-consent = consentimiento
audit-about-coming-in = entradas
audit-about-staff = el personal
audit-about-record = el registro y las claves
audit-consult = Consulta
audit-consult-all = Todas las consultas
audit-search = Buscar
audit-export = Exportar con pruebas
audit-exporting = Exportando…
audit-export-done = La exportación está en sus descargas. Cualquiera puede verificarla con lightbox-verify.
audit-older = Más antiguas
audit-none = No se encontró nada.
audit-none-so-far = De momento no se encontró nada; puede haber más entre las anteriores.
audit-start = Este es el comienzo del registro.
audit-as-written = Tal como está escrito en el registro, con sus propias palabras:
error-export-too-large = Son más de { $most } anotaciones. Acote la búsqueda, o exporte todo el registro dejando vacíos los campos.
between-heading = Quién vio qué
between-what = Personas, imágenes y minutos entre dos momentos, en todas las consultas: para saber quién miró y cuánto tiempo.
between-look = Hacer el informe
between-none = En ese tiempo no se envió ni se podía enviar ninguna imagen a nadie.
between-whose = De quién
between-when = Cuándo
between-sum = { $people ->
    [one] Se enviaron imágenes a una persona; en las pantallas hubo { $pictures ->
        [one] 1 imagen, { $time } en total.
       *[other] { $pictures } imágenes, { $time } en total.
    }
   *[other] Se enviaron imágenes a { $people } personas; en las pantallas hubo { $pictures ->
        [one] 1 imagen, { $time } en total.
       *[other] { $pictures } imágenes, { $time } en total.
    }
}
between-gone = ya no se sabe
emergency-heading = Emergencias
emergency-what = Cada vez que se mostraron imágenes por una emergencia, con el motivo que se dio. Revise cada una y dígalo: queda anotado.
emergency-none = Nunca se mostraron imágenes por una emergencia.
emergency-reason = Motivo
emergency-reason-gone = Ya no se puede abrir.
emergency-by = { $name }, { $time }
emergency-review = La he revisado
emergency-reviewed = Revisada por { $name }, { $time }
emergency-open = por revisar
emergency-entries = Su registro

# --- para pacientes ---
mine-open = ¿Quién miró mis imágenes?
mine-heading = Quién miró sus imágenes
mine-none = Sus imágenes no se mostraron a nadie.
mine-you = Usted
mine-somebody = Alguien
mine-saw = { $count ->
    [0] No hubo ninguna imagen en la pantalla.
    [one] Hubo 1 imagen en la pantalla.
   *[other] Hubo { $count } de { $total } imágenes en la pantalla.
}
mine-time = { $minutes ->
    [0] Menos de un minuto, { $when }.
    [one] Alrededor de un minuto, { $when }.
   *[other] Unos { $minutes } minutos, { $when }.
}
mine-when = { $when }.
mine-sent-only = { $count ->
    [one] Se le envió 1 imagen; la pantalla no dijo que la mostrara.
   *[other] Se le enviaron { $count } imágenes; la pantalla no dijo que las mostrara.
}
mine-could = Podría haber visto estas imágenes, pero no se le envió ninguna.
mine-series = Imágenes: { $modality }
mine-series-gone = Imágenes borradas desde entonces
mine-modality-ct = TC
mine-modality-mr = Resonancia
mine-modality-us = Ecografía
mine-modality-x = Radiografía
mine-modality-mg = Mamografía
mine-modality-pt = PET
mine-modality-nm = Medicina nuclear
mine-modality-other = Otras
mine-how = La pantalla de cada persona dice lo que muestra; las horas son las del servidor de la clínica. También queda anotado que usted miró aquí. Las fotos hechas a una pantalla no se pueden ver aquí.
mine-not = Ahora mismo no se puede leer. Vuelva a intentarlo o llame a su clínica.
mine-close = Cerrar
