namespace LuthienProxy.Host.Settings;

/// <summary>What a setting's value was written as, and where. Not for showing: the text may be a secret.</summary>
/// <param name="Text">The value, as it was written.</param>
/// <param name="Source">What kind of place it stands in.</param>
/// <param name="Place">The file and line, the variable, or the option.</param>
sealed record SettingOrigin(string Text, SettingSource Source, string Place)
{
    /// <inheritdoc/>
    public override string ToString() => $"SettingOrigin {{ Source = {Source}, Place = {Place} }}";
}
