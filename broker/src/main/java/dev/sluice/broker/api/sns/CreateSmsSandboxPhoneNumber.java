package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.protocol.sns.CreateSmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.CreateSmsSandboxPhoneNumberResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CreateSMSSandboxPhoneNumber: has who has the number told a code, which is captured as every text message is. */
final class CreateSmsSandboxPhoneNumber
        implements SnsAction<CreateSmsSandboxPhoneNumberRequest, CreateSmsSandboxPhoneNumberResponse> {
    private static final int FIRST_CODE = 100_000;
    private static final int CODES = 900_000;
    private static final Set<String> LANGUAGES = Set.of(
            "en-US", "en-GB", "es-419", "es-ES", "de-DE", "fr-CA", "fr-FR", "it-IT", "ja-JP", "pt-BR", "kr-KR", "zh-CN",
            "zh-TW");

    @Override
    public void start(
            CreateSmsSandboxPhoneNumberRequest request, SnsExchange<CreateSmsSandboxPhoneNumberResponse> exchange) {
        var number = PhoneNumbers.ofSandbox(request.phoneNumber());
        checkLanguage(request.languageCode());
        String code = code(exchange.newMessageId());
        Message message = DirectMessages.plain("Your verification code is " + code, exchange);
        exchange.submit(
                new SmsCommand.AddToSandbox(PhoneNumbers.account(exchange.caller()), number, code, message),
                reply -> new CreateSmsSandboxPhoneNumberResponse());
    }

    /** The code is told in English in any case. */
    private static void checkLanguage(@Nullable String language) {
        if (language != null && !LANGUAGES.contains(language)) {
            throw SnsFaults.invalidParameter("LanguageCode", language + " is not supported");
        }
    }

    private static String code(MessageId random) {
        return Long.toString(FIRST_CODE + Long.remainderUnsigned(random.low(), CODES));
    }
}
