namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>A configuration that does not like what it is given.</summary>
public sealed record TouchyOptions
{
    /// <summary>Takes nothing.</summary>
    public string Value
    {
        get => "";
        init => throw new InvalidDataException($"not {value}");
    }
}
