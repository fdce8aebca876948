using System.Buffers;
using System.Globalization;
using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>One thing that can happen to an emitter; prints itself in one short line.</summary>
abstract record EmitterStep
{
    /// <summary>Does it.</summary>
    public abstract void Do(IResponseEmitter emitter, IBufferWriter<byte> output);

    /// <summary>The next event comes.</summary>
    public sealed record Emit(ResponseEvent Next) : EmitterStep
    {
        public override void Do(IResponseEmitter emitter, IBufferWriter<byte> output) => emitter.Emit(Next, output);

        public override string ToString() => Next switch
        {
            ResponseStarted x => $"started {Quote(x.Id)} {Quote(x.Model)}",
            BlockStarted x => $"block {x.Block.Value} {x.Kind} of choice {x.Choice}{Head(x.Tool)}",
            BlockDelta x => $"delta {x.Block.Value} {x.Kind} {Quote(x.Text)}",
            BlockCompleted x => $"end of block {x.Block.Value}",
            ChoiceStopped x => $"choice {x.Choice} stopped {x.Reason.Kind} {Quote(x.Reason.Wire)}",
            UsageReported x => $"usage in {x.Usage.Input} out {x.Usage.Output}",
            ResponseFailed x => $"failed {x.Error.Kind}",
            _ => Next.GetType().Name,
        } + Frame(Next);

        static string Head(ToolCallHead? tool) => tool is null ? "" : $" {Quote(tool.Id)} {Quote(tool.Name)}{(tool.IsCustom ? " custom" : "")}";

        static string Frame(ResponseEvent next) => next.Origin is not { } frame
            ? ""
            : Enumerable.Range(0, frame.EventCount).Any(at => ReferenceEquals(frame.EventAt(at), next))
                ? $"   <- {Encoding.UTF8.GetString(frame.Data.Span)}"
                : $"   <- changed from {Encoding.UTF8.GetString(frame.Data.Span)}";
    }

    /// <summary>Nothing further is ready.</summary>
    public sealed record Settle : EmitterStep
    {
        public override void Do(IResponseEmitter emitter, IBufferWriter<byte> output) => emitter.Settle(output);

        public override string ToString() => "settle";
    }

    /// <summary>A keep-alive is due.</summary>
    public sealed record KeepAlive : EmitterStep
    {
        public override void Do(IResponseEmitter emitter, IBufferWriter<byte> output) => emitter.KeepAlive(output);

        public override string ToString() => "keep alive";
    }

    /// <summary>The call fails.</summary>
    public sealed record Fail(ErrorKind Kind) : EmitterStep
    {
        public override void Do(IResponseEmitter emitter, IBufferWriter<byte> output) => emitter.Fail(new(Kind, "It failed."), output);

        public override string ToString() => $"fail {Kind}";
    }

    static string Quote(string? text) => text is null
        ? "null"
        : "\"" + string.Concat(text.Select(c => c is < ' ' or > '~' ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString())) + "\"";
}
