using FsCheck;
using FsCheck.Fluent;

namespace LuthienProxy.Policies.Tests.Arbitrary;

/// <summary>Tries a law on 10,000 cases.</summary>
static class Law
{
    const int Cases = 10_000;

    public static void Holds<T>(Arbitrary<T> values, Action<T> law) =>
        Prop.ForAll(values, law).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    public static void Holds<T1, T2>(Arbitrary<T1> first, Arbitrary<T2> second, Action<T1, T2> law) =>
        Prop.ForAll(first, second, law).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    public static void Holds<T1, T2, T3>(Arbitrary<T1> first, Arbitrary<T2> second, Arbitrary<T3> third, Action<T1, T2, T3> law) =>
        Prop.ForAll(first, second, third, law).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}
