using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>All that happens to one emitter, in order; prints itself a line per step.</summary>
sealed class EmitterScript(IReadOnlyList<EmitterStep> steps)
{
    public IReadOnlyList<EmitterStep> Steps { get; } = steps;

    /// <summary>The events of the script alone.</summary>
    public IEnumerable<ResponseEvent> Events => Steps.OfType<EmitterStep.Emit>().Select(step => step.Next);

    /// <summary>Plays the script, then ends the answer as the pipeline does: settles, and fails what has not ended. Gives what was written.</summary>
    public byte[] Play(IResponseEmitter emitter)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var step in Steps)
            step.Do(emitter, output);
        emitter.Settle(output);
        emitter.Fail(new(ErrorKind.Upstream, "The upstream broke off."), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Shorter scripts, for shrinking.</summary>
    public IEnumerable<EmitterScript> Shorter() => Gens.Shorter(Steps).Select(steps => new EmitterScript(steps));

    public override string ToString() => Environment.NewLine + string.Join(Environment.NewLine, Steps);
}
