namespace LuthienProxy.Host.Policies;

/// <summary>A class or a plugin that should hold policies and cannot be used.</summary>
/// <param name="Name">The class, or the file.</param>
/// <param name="Error">Why.</param>
sealed record BrokenPolicyView(string Name, string Error);
