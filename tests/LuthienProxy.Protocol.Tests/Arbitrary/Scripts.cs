using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>
/// Scripts for emitters: <see cref="Anything"/> has no order at all, <see cref="Legal"/> is an answer as a model gives it, <see cref="MostlyLegal"/> is one with a
/// few faults, and <see cref="Torn"/> mistreats the events of answers that were decoded from real frames.
/// </summary>
static class Scripts
{
    /// <summary>Any events in any order, with settling, keep-alives and failures anywhere.</summary>
    public static Arbitrary<EmitterScript> Anything() => ToArbitrary(AnyStep().ListOf(0, 30));

    /// <summary>A legal answer made without frames. More than one choice is for Chat Completions only.</summary>
    public static Arbitrary<EmitterScript> Legal(int mostChoices = 1) => ToArbitrary(LegalSteps(mostChoices));

    /// <summary>A legal answer with up to four steps lost, doubled, moved or replaced.</summary>
    public static Arbitrary<EmitterScript> MostlyLegal(int mostChoices = 1) =>
        ToArbitrary(LegalSteps(mostChoices).SelectMany(steps => Mistreated(steps, 4)));

    /// <summary>Decoded answers with up to eight events lost, doubled, moved, changed by <c>with</c>, or mixed with other answers' and with new ones.</summary>
    public static Arbitrary<EmitterScript> Torn(params IReadOnlyList<ResponseEvent>[] answers) =>
        ToArbitrary(
            from answer in Gen.Elements(answers)
            from steps in Mistreated(Steps(answer), 8, Gen.Elements(answers.SelectMany(other => other).ToArray()).Select(Emit))
            select steps);

    static Arbitrary<EmitterScript> ToArbitrary(Gen<EmitterStep[]> steps) =>
        Arb.From(steps.Select(list => new EmitterScript(list)), script => script.Shorter());

    static EmitterStep[] Steps(IEnumerable<ResponseEvent> events) => [.. events.Select(Emit)];

    static EmitterStep Emit(ResponseEvent next) => new EmitterStep.Emit(next);

    static Gen<EmitterStep> AnyStep() =>
        Gen.Frequency(
            (20, Events.Any().Select(Emit)),
            (2, Gen.Constant<EmitterStep>(new EmitterStep.Settle())),
            (1, Gen.Constant<EmitterStep>(new EmitterStep.KeepAlive())),
            (1, Gen.Elements(Enum.GetValues<ErrorKind>()).Select(EmitterStep (kind) => new EmitterStep.Fail(kind))));

    static Gen<EmitterStep[]> LegalSteps(int mostChoices) =>
        from choices in Gen.Choose(1, mostChoices)
        from blocks in LegalAnswers.Blocks(choices)
        from events in LegalAnswers.Of(choices, blocks)
        select Steps(events);

    static Gen<EmitterStep[]> Mistreated(EmitterStep[] steps, int mostFaults, Gen<EmitterStep>? others = null) =>
        from count in Gen.Choose(0, mostFaults)
        from faults in Fault(others is null ? AnyStep() : Gen.OneOf(others, AnyStep())).ArrayOf(count)
        select faults.Aggregate(steps, (mistreated, fault) => fault(mistreated));

    static Gen<Func<EmitterStep[], EmitterStep[]>> Fault(Gen<EmitterStep> intruders) =>
        from kind in Gen.Choose(0, 4)
        from at in Gen.Choose(0, 999)
        from to in Gen.Choose(0, 999)
        from intruder in intruders
        from text in Texts.AnyUtf16()
        select new Func<EmitterStep[], EmitterStep[]>(steps => steps.Length == 0 ? [intruder] : kind switch
        {
            0 => Without(steps, at % steps.Length),
            1 => With(steps, to % steps.Length, steps[at % steps.Length]),
            2 => With(Without(steps, at % steps.Length), to % steps.Length, steps[at % steps.Length]),
            3 => With(steps, to % steps.Length, intruder),
            _ => [.. steps.Select((step, i) => i == at % steps.Length ? Changed(step, text) : step)],
        });

    static EmitterStep Changed(EmitterStep step, string text) => step is EmitterStep.Emit { Next: var next }
        ? Emit(next switch
        {
            BlockDelta delta => delta with { Text = text },
            BlockStarted { Tool: { } tool } block => block with { Tool = tool with { Name = text } },
            BlockStarted block => block with { Block = new(block.Block.Value + 1) },
            ChoiceStopped stopped => stopped with { Reason = new(StopKind.EndTurn) },
            ResponseStarted started => started with { Model = text },
            UsageReported usage => usage with { Usage = new() { Input = 1, Output = 2 } },
            _ => next with { Origin = null },
        })
        : step;

    static EmitterStep[] Without(EmitterStep[] steps, int at) => [.. steps[..at], .. steps[(at + 1)..]];

    static EmitterStep[] With(EmitterStep[] steps, int at, EmitterStep added) => [.. steps[..at], added, .. steps[at..]];
}
