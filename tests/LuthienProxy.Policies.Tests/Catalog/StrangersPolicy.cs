namespace LuthienProxy.Policies.Tests.Catalog;

/// <summary>A plugin's policy that bears a built-in one's name.</summary>
[Policy("StringReplacement", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{}")]
public sealed class StrangersPolicy : Policy;

/// <summary>A plugin's policy without a description.</summary>
public sealed class UndescribedPolicy : Policy;
