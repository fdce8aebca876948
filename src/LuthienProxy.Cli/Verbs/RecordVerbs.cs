using System.CommandLine;
using System.Globalization;
using System.Text;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm journal tail|replay</c>: what comes to the record, and a delivered answer out of it.</summary>
sealed class RecordVerbs
{
    readonly Option<string?> _id = new("--tx") { Description = "Only events of this transaction.", HelpName = "id" };
    readonly Option<int> _count = new("--count", "-n") { Description = "End after so many; 0: never.", HelpName = "count", DefaultValueFactory = _ => 0 };
    readonly Argument<string> _call = new("id") { Description = "The transaction." };
    readonly Option<double> _speed = new("--speed") { Description = "1: as fast as it was delivered; 2: twice as fast; 0: at once.", HelpName = "factor", DefaultValueFactory = _ => 1 };

    /// <summary>The verbs.</summary>
    public IEnumerable<Command> Of(Verb verb) =>
    [
        verb.Of("tail", "The events of all calls as they come to the record, until Ctrl+C.", TailAsync, _id, _count),
        verb.Of("replay", "Writes what a call's client was delivered, as fast as it was delivered.", ReplayAsync, _call, _speed),
    ];

    Task<int> TailAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var id = line.GetValue(_id);
        if (id is not null && !TransactionId.TryParse(id, out _))
            throw new PbmException(ExitCode.Usage, $"'{id}' is no transaction id: 32 lower-case hexadecimal digits.");
        return LineTail.RunAsync(session, "/api/system/journal/stream", ApiAnswers.Default.RecordedLine, happened => id is null || happened.TransactionId == id || happened.Missed is not null ? Words(happened) : null, line.GetValue(_count), cancellation);
    }

    async Task<int> ReplayAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var speed = line.GetValue(_speed);
        if (speed < 0 || double.IsNaN(speed))
            throw new PbmException(ExitCode.Usage, "A speed is 0 or more.");
        var answer = await session.Node.GetAsync($"/debug/calls/{Query.Escape(line.GetValue(_call)!)}/delivered", cancellation);
        var delivery = answer.As(ApiAnswers.Default.Delivery);
        if (session.Screen.IsJson)
            return session.Show(answer, () => { });
        await PlayAsync(session, delivery, speed, cancellation);
        foreach (var gap in delivery.Gaps)
            session.Screen.Remark(gap);
        return delivery.Gaps.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    static async Task PlayAsync(Session session, Delivery delivery, double speed, CancellationToken cancellation)
    {
        // Characters may lie across the borders of pieces.
        var decoder = Encoding.UTF8.GetDecoder();
        var began = session.Time.GetTimestamp();
        var first = delivery.Pieces.Count == 0 ? 0 : delivery.Pieces[0].AfterMs;
        foreach (var piece in delivery.Pieces)
        {
            var wait = speed == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds((piece.AfterMs - first) / speed) - session.Time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, session.Time, cancellation);
            var bytes = Convert.FromBase64String(piece.Base64);
            var text = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
            var length = decoder.GetChars(bytes, text, flush: false);
            // What a model said must not steer a terminal; a file gets it as it was.
            session.Screen.Out.Write(session.Screen.IsTerminal ? PlainText.Lines(new string(text, 0, length)) : new string(text, 0, length));
            await session.Screen.Out.FlushAsync(cancellation);
        }
    }

    static string Words(RecordedLine happened) => happened.Missed is { } missed
        ? $"({Humane.Count(missed)} events were missed)"
        : $"{happened.At.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)}  {happened.TransactionId}  {happened.Sequence,4}  {happened.Type,-18}  {(happened.Bytes is { } bytes ? Humane.Bytes(bytes) : ""),9}  {happened.Receipt}";
}
