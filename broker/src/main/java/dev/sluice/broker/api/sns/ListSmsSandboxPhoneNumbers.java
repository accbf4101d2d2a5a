package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsQuestion;
import dev.sluice.broker.engine.effect.PhoneNumberRecord;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.broker.model.SmsAccount;
import dev.sluice.protocol.sns.ListSmsSandboxPhoneNumbersRequest;
import dev.sluice.protocol.sns.ListSmsSandboxPhoneNumbersResponse;
import dev.sluice.protocol.sns.SandboxPhoneNumber;
import java.util.List;

/** ListSMSSandboxPhoneNumbers, a hundred a page or fewer. */
final class ListSmsSandboxPhoneNumbers
        implements SnsAction<ListSmsSandboxPhoneNumbersRequest, ListSmsSandboxPhoneNumbersResponse> {
    private final SnsPages pages;

    ListSmsSandboxPhoneNumbers(SnsPages pages) {
        this.pages = pages;
    }

    @Override
    public void start(
            ListSmsSandboxPhoneNumbersRequest request, SnsExchange<ListSmsSandboxPhoneNumbersResponse> exchange) {
        int most = request.maxResults() == null ? SnsPages.SIZE : request.maxResults();
        if (most < 1 || most > SnsPages.SIZE) throw SnsFaults.invalidParameter("MaxResults");
        SmsAccount account = PhoneNumbers.account(exchange.caller());
        String listing = "sandbox/" + account.account() + '/' + account.region();
        var after = PhoneNumbers.after(pages.after(listing, request.nextToken()));
        exchange.ask(new SmsQuestion.ListSandbox(account, after, most), reply -> {
            var page = (SmsReply.NumbersListed) reply;
            List<SandboxPhoneNumber> numbers = page.numbers().stream()
                    .map(ListSmsSandboxPhoneNumbers::shown)
                    .toList();
            return new ListSmsSandboxPhoneNumbersResponse(
                    numbers, pages.next(listing, numbers, SandboxPhoneNumber::phoneNumber, page.more()));
        });
    }

    private static SandboxPhoneNumber shown(PhoneNumberRecord record) {
        boolean verified = record.sandbox() == PhoneNumberRecord.Sandbox.VERIFIED;
        return new SandboxPhoneNumber(record.number().text(), verified ? "Verified" : "Pending");
    }
}
