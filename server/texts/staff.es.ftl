# Administradores, el fin de todo de una vez y mesas en las que no hay nadie.

# --- a consult ended at once ---
end-once = Detener de inmediato…
end-once-what = Todas las pantallas se apagan ya, el chat se cierra y se desconecta a todos, aunque sea a mitad de una frase. Para cuando algo va mal: un extraño en la sala, un dispositivo robado.
end-once-now = Detener esta consulta ahora
end-once-done = La consulta está detenida y bloqueada.

# --- everything at once ---
nav-people = Personas
people-heading = Personas
end-all-heading = Terminar todo ahora
end-all-what = Todas las consultas de la clínica se bloquean de inmediato: se apagan todas las pantallas, se cierran todas las conexiones y se cancelan las consultas previstas. Para cuando algo va mal en toda la instalación.
end-all-count = { $unfinished ->
    [0] No hay ninguna consulta prevista ni abierta.
    [one] Terminaría una consulta{ $viewing ->
        [0] ; no hay nadie en ella.
        *[other] ; hay personas en ella ahora.
    }
    *[other] Terminarían { $unfinished } consultas{ $viewing ->
        [0] ; no hay nadie en ninguna.
        [one] ; en una de ellas hay personas ahora.
        *[other] ; en { $viewing } de ellas hay personas ahora.
    }
}
end-all-logins = Cerrar también la sesión de todos, salvo en este navegador
end-all = Terminar todo…
end-all-type = Para continuar, escriba { $word }
end-all-word = FIN
end-all-keep = No cambiar nada
end-all-now = Terminar todo ahora
end-all-done = { $consults ->
    [0] No había ninguna consulta abierta.
    [one] Una consulta está bloqueada.
    *[other] { $consults } consultas están bloqueadas.
}
end-all-done-logins = { $logins ->
    [0] Nadie más tenía la sesión abierta.
    [one] Se cerró la sesión en un navegador.
    *[other] Se cerró la sesión en { $logins } navegadores.
}

# --- a desk that nobody sits at ---
dark-desk-heading = No hubo nadie aquí durante cinco minutos
dark-desk-what = { $name }, las imágenes están apagadas y la página está cubierta hasta que introduzca un código. Lo que estaba escribiendo sigue aquí.
dark-desk-code = Código de su autenticador
dark-desk-go = Mostrar la página de nuevo
dark-desk-upload = Mientras tanto continúa una subida.

# --- in the record ---
entry-view-locked = La pantalla de { $name } se apagó: cinco minutos fuera de la vista, o sin nadie ante ella
entry-view-unlocked = { $who } se identificó de nuevo y volvió a ver imágenes

# --- a consult shared with a colleague ---
colleagues = Colegas
colleagues-what = Un colega a quien deje entrar ve esta ficha y su registro, y puede entrar en la sala como especialista avalado por su clínica. Espera como cualquier invitado y solo ve imágenes cuando un acuerdo lo incluye.
colleagues-what-over = Un colega a quien deje entrar ve esta ficha y su registro.
colleagues-with = Dejar entrar a
colleagues-in = Dejar entrar
colleagues-in-now = { $name } puede ver esta consulta y entrar en ella.
colleagues-out = Sacar
colleagues-out-of = Sacar a { $name }
colleagues-out-now = { $name } ya no ve esta consulta.
colleagues-shared-by = { $name } comparte esta consulta con usted.
colleagues-verified = verificado por la clínica
colleagues-held-by = a cargo de { $name }
factor-login = sesión iniciada
entry-consult-shared = { $who } dejó entrar a un colega en la consulta
entry-consult-unshared = { $who } sacó a un colega de la consulta

# --- the staff, for administrators ---
people-add = Añadir a alguien
people-search = Buscar
people-search-hint = Nombre, función, estado
people-found = { $count ->
    [0] Nadie
    [one] 1 persona
   *[other] { $count } personas
}
people-name = Nombre, como lo leen los demás
people-login = Nombre para entrar
people-login-hint = Por ejemplo dr.lee. No se puede cambiar después.
people-alone = Usted es el único administrador. Añada otro: si pierde el teléfono y los códigos de recuperación, solo otro administrador puede darle un acceso nuevo.
people-role = Función
people-role-provider = Incorpora estudios y dirige consultas.
people-role-specialist = Incorpora estudios, dirige consultas y participa en las de otros.
people-role-auditor = Lee lo registrado; no ve imágenes.
people-role-administrator = Gestiona a las personas; no ve imágenes, consultas ni pacientes.
people-add-now = Añadir y crear un enlace
people-add-not = Ahora no
people-link = Un enlace para { $name }
people-link-how = Déselo usted a { $name }, no por una lista ni un grupo. Sirve una sola vez, hasta { $until }, y solo se muestra ahora: allí { $name } elige una contraseña y configura un autenticador.
people-link-done = Ya está entregado
people-link-again = Enlace nuevo
people-is-active = entra
people-is-invited = invitado
people-is-recovery = solo códigos de recuperación
people-is-stopped = detenido
people-is-reset = se pidió restablecer
people-is-disabled = sin acceso
people-why-invited = Aún no ha usado el enlace.
people-why-recovery = Diez intentos fallidos seguidos: ahora solo un código de recuperación abre la cuenta.
people-why-stopped = Cien intentos fallidos seguidos: solo ayuda restablecer el acceso.
people-why-reset = Otro administrador pide restablecer el acceso, hasta { $until }. Confírmelo solo si ha hablado con esta persona.
people-why-reset-mine = Usted pidió restablecer el acceso. Otro administrador debe confirmarlo, hasta { $until }.
people-keep = No cambiar nada
people-disable = Quitar el acceso…
people-disable-what = Se cierra la sesión de { $name } en todas partes y no podrá entrar hasta que le dé acceso de nuevo.
people-disable-now = Quitar el acceso a { $name }
people-disabled = { $name } ya no tiene acceso.
people-enable = Dar acceso de nuevo
people-enabled = { $name } puede entrar de nuevo.
people-reset = Restablecer el acceso…
people-reset-what = Para una contraseña o un autenticador perdidos. Nada termina hasta que un segundo administrador lo confirme en un día.
people-reset-now = Pedir que se restablezca
people-reset-asked = Un segundo administrador debe confirmar el restablecimiento de { $name }.
people-reset-drop = No restablecer
people-reset-dropped = El acceso de { $name } queda como está.
people-confirm = Confirmar el restablecimiento…
people-confirm-what = La contraseña, el autenticador, los códigos de recuperación y las sesiones de { $name } terminan ahora, y se crea un enlace de un solo uso. Nada de ello se muestra a nadie.
people-confirm-now = Restablecer a { $name } ahora

## Help of administrators

kept-heading = Cómo se cuida esto
kept-people = Personas
kept-people-more = Añada a cada una en Personas: recibe un enlace que sirve una vez. Sean al menos dos administradores, para que uno pueda ayudar al otro a entrar.
kept-clinic = El nombre y el teléfono de la clínica
kept-clinic-more = Los lee cada invitado: clinic.name y clinic.phone en los ajustes.
kept-policy = Qué se permite en las consultas
kept-policy-more = Un archivo dice quién puede venir, cuánto duran y cuánto se guarda cada cosa. «lightbox policy» en el servidor lo lee con usted.
kept-check = ¿Está todo bien?
kept-check-more = «lightbox check» en el servidor lo mira todo y dice qué hacer.
kept-key = Clave y copias de seguridad
kept-key-more = Guarde una copia de la clave de la instalación donde no esté la copia de seguridad. Sin ella nada de lo guardado podrá abrirse nunca más.
kept-ending = Cuando algo va mal
kept-ending-more = Terminar todo… en Personas cierra todas las consultas de una vez.
