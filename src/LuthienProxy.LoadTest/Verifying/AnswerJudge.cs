using LuthienProxy.LoadTest.Stamps;

namespace LuthienProxy.LoadTest.Verifying;

/// <summary>
/// Judges one answer while it comes: each delta once and in order, one beginning, one end, one terminator. Knows no wire format; the readers of <c>Wire</c> tell it what their format said.
/// </summary>
/// <param name="seed">The run's.</param>
/// <param name="call">The call's number.</param>
/// <param name="deltas">So many the answer has.</param>
/// <param name="size">Of each delta.</param>
/// <param name="isStreamed">Whether it comes as a stream, where text after the end is wrong; in a body members may stand in any order.</param>
/// <param name="hear">Hears of each delta that came.</param>
sealed class AnswerJudge(ulong seed, int call, int deltas, int size, bool isStreamed, Action<Stamp>? hear) : IStampTaker
{
    readonly StampReader _text = new(seed, size);
    readonly DeltaOrder _order = new();
    bool _hasBegun;
    bool _hasStopped;

    /// <summary>What is wrong so far and cannot become right again.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Whether the terminator came.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Deltas that came.</summary>
    public int Deltas { get; private set; }

    /// <summary>The format's beginning.</summary>
    public void Begin()
    {
        Expect(!_hasBegun && !_hasStopped, "a second beginning");
        _hasBegun = true;
    }

    /// <summary>Text of the answer.</summary>
    public void Say(ReadOnlySpan<byte> text)
    {
        Expect(!_hasStopped || !isStreamed, "text after the end");
        if (Failure is null && !_text.Take(text, this))
            Fail(FailureReason.Corrupted, $"after delta {_order.Next - 1}: {Quote.Of(text)}");
    }

    /// <summary>The answer's whole text, said again.</summary>
    public void Repeat(ReadOnlySpan<byte> text)
    {
        var again = new AnswerJudge(seed, call, deltas, size, isStreamed, hear: null);
        again.Say(text);
        if ((again.Failure ?? again.JudgeDeltas()) is { } failure)
            Fail(failure.Reason, $"in the text that is repeated at the end: {failure.Detail}");
    }

    /// <summary>Why the answer ends, as its format says it.</summary>
    public void Stop(bool isExpected, ReadOnlySpan<byte> why)
    {
        Expect(!_hasStopped, "a second end");
        _hasStopped = true;
        if (!isExpected)
            Fail(FailureReason.WrongEnd, $"it ended with {Quote.Of(why)}");
    }

    /// <summary>The format's terminator.</summary>
    public void End()
    {
        Expect(!HasEnded, "a second terminator");
        HasEnded = true;
    }

    /// <summary>Any event of the format that says none of these.</summary>
    public void Other() => Expect(!HasEnded, "an event after the terminator");

    /// <summary>The format's error.</summary>
    public void Error(ReadOnlySpan<byte> what) => Fail(FailureReason.ErrorEvent, Quote.Of(what));

    /// <summary>Something that ends the call at once; the first counts.</summary>
    public void Fail(FailureReason reason, string detail) => Failure ??= new(reason, detail);

    /// <summary>What is wrong with the answer, now that nothing more comes; null when it is right.</summary>
    public Failure? Conclude()
    {
        if ((Failure ?? JudgeDeltas()) is { } failure)
            return failure;
        if (!HasEnded)
            return new(FailureReason.NoTerminator, $"all {deltas} deltas came");
        return _hasStopped ? null : new(FailureReason.WrongEnd, "it ended without saying why");
    }

    /// <summary>What is wrong with what came so far, for a client that left; null when it is right.</summary>
    public Failure? ConcludeEarly() => Failure ?? _order.Judge();

    /// <inheritdoc/>
    void IStampTaker.Take(Stamp stamp)
    {
        if (stamp.Call != call)
        {
            Fail(FailureReason.Foreign, $"delta {stamp.Delta} of call {stamp.Call}");
            return;
        }
        if (stamp.Delta >= deltas)
            Fail(FailureReason.Corrupted, $"delta {stamp.Delta} of {deltas}");
        Deltas++;
        _order.Take(stamp.Delta);
        hear?.Invoke(stamp);
    }

    Failure? JudgeDeltas()
    {
        if (_order.Judge() is { } disorder)
            return disorder;
        return _order.Next < deltas || _text.IsInside ? new(FailureReason.Truncated, $"it ended after {_order.Next} of {deltas} deltas") : null;
    }

    void Expect(bool isLegal, string what)
    {
        if (!isLegal)
            Fail(FailureReason.Misplaced, what);
    }
}
