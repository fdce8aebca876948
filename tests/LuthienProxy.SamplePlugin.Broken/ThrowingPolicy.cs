using LuthienProxy.Policies;

namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>A policy that cannot be made.</summary>
[Policy("Throwing", Category = "Broken", Description = "Its constructor throws.", UseCase = "None.", Example = "{}")]
public sealed class ThrowingPolicy : Policy
{
    /// <summary>Throws.</summary>
    public ThrowingPolicy() => throw new InvalidOperationException("a constructor that fails");
}
