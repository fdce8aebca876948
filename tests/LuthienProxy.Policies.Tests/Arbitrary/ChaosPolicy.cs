using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Arbitrary;

/// <summary>Does anything a policy can do, in any order: holds, drops, doubles, changes, invents, stops, throws. The same seed does the same.</summary>
sealed class ChaosPolicy(int seed) : Policy
{
    static readonly string[] Odd = ["", " ", "x", "\ud83c", "\"", "a\nb", "{}", "{\"a\":"];

    public override FailureMode OnFailure => seed % 2 == 0 ? FailureMode.Closed : FailureMode.Open;

    public override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        var state = context.State<Held>().Of(seed);
        state.Events.Add(next);
        for (var moves = state.Dice.Next(4); moves > 0; moves--)
            Move(state, output, context);
        return default;
    }

    public override ValueTask OnChoiceEndAsync(int choice, PolicyOutput output, PolicyContext context)
    {
        output.AddText("the end", choice);
        return default;
    }

    static void Move(Held state, PolicyOutput output, PolicyContext context)
    {
        var any = state.Events[state.Dice.Next(state.Events.Count)];
        switch (state.Dice.Next(14))
        {
            case < 7:
                output.Forward(state.Events[^1]);
                break;
            case 7:
                output.Forward(any);
                break;
            case 8:
                output.Forward(Changed(any, Odd[state.Dice.Next(Odd.Length)], state.Dice));
                break;
            case 9:
                output.AddText(Odd[state.Dice.Next(Odd.Length)], state.Dice.Next(-1, 3));
                break;
            case 10:
                output.Forward(new BlockStarted(context.NewBlock(), (BlockKind)state.Dice.Next(5)) { Tool = state.Dice.Next(2) == 0 ? new("call_1", Odd[state.Dice.Next(Odd.Length)]) : null });
                break;
            case 11:
                output.Forward(new BlockDelta(new(state.Dice.Next(5)), (DeltaKind)state.Dice.Next(4)) { Text = Odd[state.Dice.Next(Odd.Length)] });
                break;
            case 12 when state.Dice.Next(8) == 0:
                output.Stop("Stopped by chaos.");
                break;
            case 13 when state.Dice.Next(8) == 0:
                throw new InvalidOperationException("Chaos.");
        }
    }

    static ResponseEvent Changed(ResponseEvent next, string text, Random dice) => next switch
    {
        BlockDelta delta => delta with { Text = text },
        BlockStarted { Tool: { } tool } block => block with { Tool = tool with { Name = text, Id = dice.Next(2) == 0 ? tool.Id : text } },
        BlockStarted block => block with { Kind = (BlockKind)dice.Next(5) },
        BlockCompleted completed => completed with { Block = new(dice.Next(5)) },
        ChoiceStopped stopped => stopped with { Reason = new((StopKind)dice.Next(8)) },
        ResponseStarted started => started with { Id = text, Model = text },
        UsageReported usage => usage with { Usage = new() { Output = -1 } },
        _ => next with { Origin = null },
    };

    sealed class Held
    {
        public List<ResponseEvent> Events { get; } = [];

        public Random Dice { get; private set; } = null!;

        public Held Of(int seed)
        {
            Dice ??= new(seed);
            return this;
        }
    }
}
