namespace Luthien.Actors.Tests.Model;

/// <summary>One thing done to a world of three names.</summary>
abstract record Step(string Name)
{
    internal sealed record Spawn(string Name) : Step(Name);

    internal sealed record Tell(string Name) : Step(Name);

    internal sealed record Ask(string Name) : Step(Name);

    internal sealed record Watch(string Name) : Step(Name);

    internal sealed record Unwatch(string Name) : Step(Name);

    internal sealed record Fail(string Name) : Step(Name);

    internal sealed record Stop(string Name) : Step(Name);

    internal sealed record Arm(string Name, int Milliseconds) : Step(Name);

    internal sealed record Advance(int Milliseconds) : Step(string.Empty);
}
