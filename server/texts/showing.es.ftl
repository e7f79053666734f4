### A quién se puede mostrar qué: otros fundamentos que el sí del paciente, mostrar menos y pedir más.

basis-word-witness = Nombre del testigo
basis-word-who = Quién aceptó
basis-word-relation = Qué es del paciente
basis-word-for-whom = Por quién aceptó
basis-word-reference = Dónde se puede encontrar
basis-word-reason = Por qué no puede esperar
basis-word-missing = Rellene esto primero, para que pueda comprobarse.
basis-reviewed = La clínica revisa después cada emergencia.
basis-which = Qué imágenes
basis-whom = Quién puede verlas
basis-nothing = Elija al menos una imagen y una persona.
need-basis-word = Rellene lo que el fundamento debe indicar, para que pueda comprobarse.
show-less = Mostrar menos…
narrow-nothing = No hay nada elegido. Para no mostrar nada, deje de compartir.
consent-ends = El paciente aceptó hasta las { $time }.
consent-ends-first = El paciente aceptó hasta las { $time }. Solo él puede dar más tiempo.
consent-ask-more = Pedir más al paciente
consent-asked-more = Se está preguntando al paciente.
