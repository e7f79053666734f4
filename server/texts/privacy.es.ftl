### Lo que lee un paciente sobre su privacidad antes de aceptar nada. Breve y sencillo: se lee en un teléfono y con preocupación.
### Las palabras exactas se guardan con el registro: se pueden cambiar, lo leído antes queda como fue.

privacy-title = Primero, su privacidad
privacy-who = { $clinic } es responsable de esta visita. La dirige { $host }.
privacy-pictures = Sus imágenes se prestan a esta visita: cuando termina, ya no pueden abrirse desde ella. Los originales se quedan en { $clinic }.
privacy-record = Se guarda un registro de quién estuvo aquí, qué aceptó usted, a quién se mostraron qué imágenes y qué se escribió en la conversación.
# $years is how long the record is kept; 0 when only the law says so.
privacy-kept =
    { $years ->
        [0] Se guarda en { $clinic } durante el tiempo que exige la ley.
        [one] Se guarda en { $clinic } durante un año.
       *[other] Se guarda en { $clinic } durante { $years } años.
    }
privacy-rights = Puede pedir a la clínica ver lo que se guarda sobre usted, recibir una copia y corregir errores, y puede reclamar ante la autoridad de protección de datos.
privacy-contact = ¿Preguntas? Llame a { $clinic }: { $phone }
privacy-go-on = Continuar
