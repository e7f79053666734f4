# Dónde ha iniciado sesión una persona del equipo, y cómo cerrarla allí.

logins-heading = Dónde tiene la sesión iniciada
logins-why = Si no reconoce alguna, ciérrela y avise a su administrador. Una consulta abierta allí se cierra al momento.
logins-here = este navegador
logins-since = iniciada el { $at }
logins-seen = usada por última vez el { $at }
logins-unknown = Navegador desconocido
logins-only = No tiene la sesión iniciada en ningún otro lugar.
logins-end = Cerrar sesión allí
logins-end-of = Cerrar sesión allí: { $machine }
logins-end-others = Cerrar sesión en los demás…
logins-end-others-now = { $count ->
    [one] Cerrar 1 sesión más
   *[other] Cerrar { $count } sesiones más
}
logins-keep = Mantenerlas
logins-ended = Sesión cerrada allí.
logins-ended-all = Sesión cerrada en los demás lugares.
