# Lo que la norma de la clínica prepara y permite: tipos de consulta, lo que queda fijo, ampliaciones.

policy-kind = ¿Qué tipo de consulta?
policy-kind-patient-consult = Consulta con el paciente
policy-kind-second-opinion = Segunda opinión
policy-kind-board = Comité
policy-kind-patient-consult-what = Usted muestra y explica las imágenes al paciente.
policy-kind-second-opinion-what = Otro especialista mira las imágenes con usted.
policy-kind-board-what = Varios especialistas comentan las imágenes con usted.
policy-presets = { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
}
policy-fixed-minutes = { $minutes ->
    [one] Un minuto. La norma de la clínica lo fija para este tipo de consulta.
   *[other] { $minutes } minutos. La norma de la clínica lo fija para este tipo de consulta.
}
policy-fixed-guests = La norma de la clínica fija quién viene a este tipo de consulta.
policy-fixed-basis = La norma de la clínica fija este fundamento para este tipo de consulta.
policy-minutes = El reloj empieza cuando deja entrar al primer invitado. { $most ->
    [one] Un minuto
   *[other] Hasta { $most } minutos
} en este tipo de consulta; { $times ->
    [0] no se puede añadir tiempo.
    [one] en la sala se puede añadir tiempo una vez.
   *[other] en la sala se puede añadir tiempo { $times } veces.
}
policy-need-patient = Este tipo de consulta necesita al paciente. Invítelo.
policy-need-specialist = Este tipo de consulta necesita un especialista. Invite a uno.
policy-need-observer = Este tipo de consulta necesita a alguien que observe. Invítelo.
policy-extensions = { $times ->
    [0] La norma para este tipo de consulta no permite ampliaciones.
    [one] La norma para este tipo de consulta: una vez, { $sizes } minutos.
   *[other] La norma para este tipo de consulta: { $times } veces, { $sizes } minutos cada una.
}
policy-any-size = hasta { $most }
policy-one-of = { $first } o { $last }
