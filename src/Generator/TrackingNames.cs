namespace FusedClip.Generator;

/// <summary>The names of the pipeline's steps, by which tests ask what ran again.</summary>
internal static class TrackingNames
{
    public const string Containers = nameof(Containers);
    public const string ValueContainers = nameof(ValueContainers);
    public const string ClipMethods = nameof(ClipMethods);
    public const string KernelNamespace = nameof(KernelNamespace);
    public const string ContainerFiles = nameof(ContainerFiles);
    public const string ValueContainerFiles = nameof(ValueContainerFiles);
    public const string ClipMethodFiles = nameof(ClipMethodFiles);
    public const string KernelFile = nameof(KernelFile);
}
