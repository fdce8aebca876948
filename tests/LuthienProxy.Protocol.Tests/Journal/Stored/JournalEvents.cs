using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Journal.Stored;

/// <summary>Any event: odd texts, odd numbers, large and cut payloads.</summary>
static class JournalEvents
{
    static readonly double[] Doubles = [0, -0.0, 0.5, 1, double.NaN, double.PositiveInfinity, double.Epsilon, double.MaxValue];

    static readonly long[] Longs = [0, 1, -1, 4096, long.MaxValue, long.MinValue];

    public static Gen<JournalEvent> Any() => Gen.OneOf(
        Openings(), Received(), Forwarded(), Responded(), Originals(), Delivered(), Decided(), Judged(), Endings());

    public static Gen<Payload> Payloads() => Gen.OneOf(Bytes().Select(bytes => (Payload)new Payload.Whole(bytes)), Cuts());

    static Gen<byte[]> Bytes() => Gen.OneOf(
        Gen.Choose(0, 255).Select(value => (byte)value).ListOf(0, 300),
        from count in Gen.Choose(0, 400)
        from word in Gen.Elements("data: {\"type\":\"ping\"}\n\n", "x", "é")
        select System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(word, count))));

    static Gen<Payload> Cuts() =>
        from head in Bytes()
        from hash in Gen.Choose(0, 255).Select(value => (byte)value).ListOf(32, 32)
        from hasHash in Bool()
        from size in Gen.Choose(0, int.MaxValue)
        from reason in Gen.Elements(Enum.GetValues<CutReason>())
        select (Payload)new Payload.Cut(size, hasHash ? [.. hash] : [], head, reason);

    static Gen<bool> Bool() => Gen.Elements(true, false);

    static Gen<string?> MaybeText() => Gen.OneOf(Gen.Constant<string?>(null), Texts.AnyUtf16().Select(text => (string?)text));

    static Gen<T?> Maybe<T>(Gen<T> value)
        where T : struct =>
        Gen.OneOf(Gen.Constant<T?>(null), value.Select(some => (T?)some));

    static Gen<TimeSpan> Spans() => Gen.Elements(Longs).Select(ticks => new TimeSpan(ticks));

    static Gen<ImmutableArray<RecordedHeader>> Headers() =>
        (from name in Texts.AnyUtf16()
         from value in Texts.AnyUtf16()
         select new RecordedHeader(name, value)).ListOf(0, 3).Select(headers => headers.ToImmutableArray());

    static Gen<JournalEvent> Openings() =>
        from texts in Texts.AnyUtf16().ListOf(5, 5)
        from isStream in Bool()
        from kind in Gen.Elements(Enum.GetValues<CallKind>())
        from session in MaybeText()
        from trace in MaybeText()
        from policy in MaybeText()
        from version in Gen.Choose(0, int.MaxValue)
        from isOverride in Bool()
        select (JournalEvent)new Opened
        {
            Node = texts[0],
            Format = texts[1],
            Model = texts[2],
            Method = texts[3],
            Path = texts[4],
            IsStream = isStream,
            Kind = kind,
            SessionId = session,
            TraceId = trace,
            PolicyName = policy,
            PolicyVersion = version,
            IsPolicyOverride = isOverride,
        };

    static Gen<JournalEvent> Received() =>
        from headers in Headers()
        from body in Gen.OneOf(Gen.Constant<Payload?>(null), Payloads().Select(payload => (Payload?)payload))
        select (JournalEvent)new RequestReceived(headers, body);

    static Gen<JournalEvent> Forwarded() =>
        from upstream in Texts.AnyUtf16()
        from url in Texts.AnyUtf16()
        from body in Gen.OneOf(Gen.Constant<Payload?>(null), Payloads().Select(payload => (Payload?)payload))
        select (JournalEvent)new RequestForwarded(upstream, url, body);

    static Gen<JournalEvent> Responded() =>
        from status in Gen.Choose(0, 999)
        from headers in Headers()
        select (JournalEvent)new UpstreamResponded(status, headers);

    static Gen<JournalEvent> Originals() =>
        from offset in Gen.Elements(Longs)
        from bytes in Payloads()
        select (JournalEvent)new OriginalSegment(offset, bytes);

    static Gen<JournalEvent> Delivered() =>
        from offset in Gen.Elements(Longs)
        from runs in Gen.OneOf(
            Payloads().Select(bytes => (DeliveredRun)new DeliveredRun.Literal(bytes)),
            Gen.Elements(Longs).Select(at => (DeliveredRun)new DeliveredRun.Copy(at, 7))).ListOf(0, 4)
        select (JournalEvent)new DeliveredSegment(offset, [.. runs]);

    static Gen<JournalEvent> Decided() =>
        from policy in Texts.AnyUtf16()
        from numbers in Gen.Choose(-1, 9).ListOf(2, 2)
        from isShadow in Bool()
        from verdict in Gen.Elements(Enum.GetValues<PolicyVerdict>())
        from reason in MaybeText()
        from block in Maybe(Gen.Choose(0, 9))
        from probability in Maybe(Gen.Elements(Doubles))
        from took in Spans()
        from seen in Gen.OneOf(Gen.Constant<Payload?>(null), Payloads().Select(payload => (Payload?)payload))
        select (JournalEvent)new PolicyDecided
        {
            Policy = policy,
            Version = numbers[0],
            Stage = numbers[1],
            IsShadow = isShadow,
            Verdict = verdict,
            Reason = reason,
            Block = block,
            Probability = probability,
            Took = took,
            Seen = seen,
        };

    static Gen<JournalEvent> Judged() =>
        from texts in Texts.AnyUtf16().ListOf(3, 3)
        from isCached in Bool()
        from took in Spans()
        from answer in Gen.OneOf(Gen.Constant<Payload?>(null), Payloads().Select(payload => (Payload?)payload))
        from failure in MaybeText()
        select (JournalEvent)new JudgeCalled
        {
            Policy = texts[0],
            Upstream = texts[1],
            Model = texts[2],
            IsCached = isCached,
            Attempts = 3,
            Took = took,
            Answer = answer,
            Failure = failure,
        };

    static Gen<JournalEvent> Endings() =>
        from summary in Summaries()
        from end in Gen.Elements<Func<TransactionSummary, JournalEvent>>(
            s => new Completed(s), s => new Blocked(s), s => new Failed(s), s => new Cancelled(s), s => new Interrupted(s), s => new Interrupted(s, IsRecovered: true))
        select end(summary);

    static Gen<TransactionSummary> Summaries() =>
        from status in Maybe(Gen.Choose(100, 599))
        from bytes in Gen.Elements(Longs).ListOf(2, 2)
        from first in Maybe(Spans())
        from duration in Maybe(Spans())
        from texts in MaybeText().ListOf(3, 3)
        from tokens in Gen.OneOf(Gen.Constant<long?[]?>(null), Maybe(Gen.Elements(Longs)).ListOf(5, 5).Select(counts => (long?[]?)counts))
        from repairs in Texts.AnyUtf16().ListOf(0, 3)
        select new TransactionSummary
        {
            Status = status,
            BytesReceived = bytes[0],
            BytesDelivered = bytes[1],
            TimeToFirstByte = first,
            Duration = duration,
            StopReason = texts[0],
            ErrorCode = texts[1],
            Error = texts[2],
            Usage = tokens is null ? null : new TokenUsage { Input = tokens[0], Output = tokens[1], CacheRead = tokens[2], CacheCreation = tokens[3], Reasoning = tokens[4] },
            Repairs = repairs.Distinct().ToImmutableSortedDictionary(kind => kind, kind => kind.Length),
        };
}
