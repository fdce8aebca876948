namespace LuthienProxy.Policies;

/// <summary>What the built-in policies are sorted into. A plugin may have a category of its own.</summary>
public static class PolicyCategories
{
    /// <summary>Changes words.</summary>
    public const string Text = "Text";

    /// <summary>Keeps secrets and personal data where they are.</summary>
    public const string Privacy = "Privacy";

    /// <summary>Stops tool calls that do harm, by fixed rules.</summary>
    public const string Safety = "Safety";

    /// <summary>Asks a model.</summary>
    public const string Judges = "Judges";

    /// <summary>Combines policies.</summary>
    public const string Composition = "Composition";

    /// <summary>Shows what flows.</summary>
    public const string Diagnostics = "Diagnostics";
}
