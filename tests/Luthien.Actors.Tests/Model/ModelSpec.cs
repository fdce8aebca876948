using FsCheck;
using FsCheck.Fluent;

namespace Luthien.Actors.Tests.Model;

public sealed class ModelSpec
{
    static readonly Gen<string> Names = Gen.Elements("a", "b", "c");

    static readonly Gen<Step> Steps = Gen.OneOf(
        Names.Select(name => (Step)new Step.Spawn(name)),
        Names.Select(name => (Step)new Step.Spawn(name)),
        Names.Select(name => (Step)new Step.Tell(name)),
        Names.Select(name => (Step)new Step.Ask(name)),
        Names.Select(name => (Step)new Step.Watch(name)),
        Names.Select(name => (Step)new Step.Unwatch(name)),
        Names.Select(name => (Step)new Step.Fail(name)),
        Names.Select(name => (Step)new Step.Stop(name)),
        Names.SelectMany(name => Gen.Choose(1, 300).Select(wait => (Step)new Step.Arm(name, wait))),
        Gen.Choose(1, 6000).Select(wait => (Step)new Step.Advance(wait)));

    static readonly Arbitrary<Step[]> Scripts = Arb.From(Gen.Sized(size => Gen.ArrayOf(Steps, Math.Max(1, size))), WithoutOneStep);

    [Fact, Trait("Spec", "K3"), Trait("Spec", "K15"), Trait("Spec", "K19"), Trait("Spec", "K22"), Trait("Spec", "K28"), Trait("Spec", "K37"), Trait("Spec", "K40")]
    public void The_kernel_must_agree_with_its_model_on_every_script() =>
        Prop.ForAll(Scripts, script => Observe(new RealWorld(script.Length).Apply, script).SequenceEqual(Observe(new ReferenceModel().Apply, script)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));

    static IEnumerable<Observed> Observe(Func<Step, Observed> world, Step[] script) => [.. script.Select(world)];

    static IEnumerable<Step[]> WithoutOneStep(Step[] script) =>
        Enumerable.Range(0, script.Length).Select(left => script.Where((_, index) => index != left).ToArray());
}
