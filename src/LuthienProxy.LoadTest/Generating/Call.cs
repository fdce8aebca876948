using System.Buffers;
using System.Net.Sockets;
using System.Text.Json;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;
using LuthienProxy.LoadTest.Stamps;
using LuthienProxy.LoadTest.Verifying;
using LuthienProxy.LoadTest.Wire;

namespace LuthienProxy.LoadTest.Generating;

/// <summary>
/// One call: 1. the request goes out, 2. the answer is read as it comes, 3. each event is judged and each delta timed, 4. what it came to is counted. One task at a time; <see cref="Abort"/> may come from anywhere.
/// </summary>
sealed class Call
{
    const int AbortedAsSilent = 1;
    const int AbortedAtTheEnd = 2;
    const int ReadSize = 16 << 10;
    const int MostBody = 256 << 20;

    readonly LoadPlan _plan;
    readonly CallPlan _call;
    readonly Figures _figures;
    readonly KindFigures _kind;
    readonly TimeProvider _time;
    readonly IWire _wire;
    readonly HttpAnswer _answer;
    readonly EventStreamReader _events;
    readonly AnswerJudge _judge;
    CarriedBytes _body;
    long _now;
    long _heard;
    int _abort;

    public Call(LoadPlan plan, CallPlan call, Figures figures, TimeProvider time)
    {
        (_plan, _call, _figures, _time) = (plan, call, figures, time);
        _kind = figures.Of(call.Kind);
        _wire = Wires.Of(call.Kind.Format);
        _judge = new(plan.Seed, call.Number, plan.Deltas, plan.Size, call.Kind.IsStreamed, HearDelta);
        _events = new(HearEvent);
        _answer = new(TakeBody);
        _heard = StampText.Now(time);
    }

    /// <summary>When something came last, in the unit of stamps.</summary>
    public long HeardAt => Volatile.Read(ref _heard);

    /// <summary>Whether the connection can carry another call.</summary>
    public bool LeavesConnection { get; private set; }

    bool HasLeft => _judge.Failure is null && _call.LeaveAfter is { } after && _judge.Deltas >= after;

    /// <summary>Makes it, and counts what it came to.</summary>
    /// <param name="connection">Not open yet, unless it is reused.</param>
    /// <param name="reused">Whether calls were made on it before.</param>
    /// <param name="target">Where the call goes.</param>
    /// <param name="request">Its bytes.</param>
    public async Task RunAsync(Connection connection, bool reused, Target target, byte[] request)
    {
        var began = StampText.Now(_time);
        try
        {
            if (!reused)
                await connection.OpenAsync(target, CancellationToken.None);
            await connection.SendAsync(request, CancellationToken.None);
            await ReadAsync(connection);
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            Break(broken, connection.IsOpen);
        }
        Conclude(StampText.Now(_time) - began);
    }

    /// <summary>Ends it from outside: because it is silent for too long, or because the run is over.</summary>
    public void Abort(Connection connection, bool isStalled)
    {
        Interlocked.CompareExchange(ref _abort, isStalled ? AbortedAsSilent : AbortedAtTheEnd, 0);
        connection.Abort();
    }

    async Task ReadAsync(Connection connection)
    {
        while (!_answer.IsDone && _judge.Failure is null && !HasLeft)
        {
            _ = await connection.WaitAsync(CancellationToken.None);
            var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
            var count = await connection.ReadAsync(buffer.AsMemory(0, _call.IsSlow ? _plan.Slowness.Bytes : ReadSize), CancellationToken.None);
            _now = StampText.Now(_time);
            Volatile.Write(ref _heard, _now);
            _answer.Take(buffer.AsSpan(0, count));
            ArrayPool<byte>.Shared.Return(buffer);
            if (_answer.IsBroken)
                _judge.Fail(FailureReason.Malformed, "what came is not an HTTP response");
            if (count == 0 && !_answer.End())
                break;
            if (_call.IsSlow && !_answer.IsDone)
                await Task.Delay(_plan.Slowness.Pause, _time);
        }
    }

    void TakeBody(ReadOnlySpan<byte> piece)
    {
        if (_judge.Failure is not null)
            return;
        if (_answer is { Status: 200, IsEventStream: true } && _call.Kind.IsStreamed)
        {
            if (!_events.Take(piece))
                _judge.Fail(FailureReason.Malformed, "an event is larger than any can be");
            return;
        }
        _body.Add(piece);
        if (_body.Span.Length > MostBody)
            _judge.Fail(FailureReason.Malformed, "the body is larger than any can be");
    }

    void HearEvent(ReadOnlySpan<byte> data)
    {
        if (_judge.Failure is not null || HasLeft)
            return;
        try
        {
            _wire.Hear(data, _judge);
        }
        catch (JsonException wrong)
        {
            _judge.Fail(FailureReason.Malformed, wrong.Message);
        }
    }

    void HearDelta(Stamp stamp)
    {
        if (_call.Kind.IsStreamed)
            _figures.CountDelta();
        // A slow reader's time is its own.
        if (_call.IsSlow)
            return;
        if (stamp.Delta == 0)
            _kind.FirstToken.Record(_now - stamp.Time);
        else if (_call.Kind.IsStreamed)
            _figures.Transit(_kind, _now - stamp.Time);
    }

    void Conclude(long took)
    {
        var failure = Judge();
        _body.Clear();
        _events.End();
        LeavesConnection = failure is null && _abort == 0 && !HasLeft && _answer is { IsDone: true, KeepsAlive: true };
        if (failure is not null)
            _figures.Fail(_call.Kind, failure);
        else if (_abort == AbortedAtTheEnd)
            _figures.CountUnfinished();
        else if (HasLeft)
            _figures.CountLeft();
        else
            CountClean(took);
    }

    void CountClean(long took)
    {
        _kind.CountClean();
        if (!_call.IsSlow)
            _kind.Total.Record(took);
    }

    Failure? Judge()
    {
        // What the end of the run cut off is judged as far as it came.
        if (_abort == AbortedAtTheEnd)
            return _judge.ConcludeEarly();
        if (_abort == AbortedAsSilent)
            return new(FailureReason.Stalled, $"nothing came for {_plan.Patience.TotalSeconds:0.###} s, after {_judge.Deltas} of {_plan.Deltas} deltas");
        if (_judge.Failure is { } failure)
            return failure;
        if (_answer.Status is not (0 or 200))
            return new(FailureReason.Status, $"{_answer.Status} {Quote.Of(_body.Span)}");
        if (HasLeft)
            return _judge.ConcludeEarly();
        if (!_answer.IsDone)
            return new(FailureReason.Truncated, $"the connection ended after {_judge.Deltas} of {_plan.Deltas} deltas");
        if (!_call.Kind.IsStreamed)
            ReadBody();
        else if (!_answer.IsEventStream)
            return new(FailureReason.Malformed, $"not an event stream: {Quote.Of(_body.Span)}");
        return _judge.Conclude();
    }

    void ReadBody()
    {
        try
        {
            _wire.Read(_body.Span, _judge);
        }
        catch (JsonException wrong)
        {
            _judge.Fail(FailureReason.Malformed, wrong.Message);
        }
    }

    void Break(Exception cause, bool wasOpen)
    {
        if (_abort == 0)
            _judge.Fail(wasOpen ? FailureReason.Reset : FailureReason.Unreachable, cause.Message);
    }
}
