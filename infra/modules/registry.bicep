// The images. They are pushed from outside the network, by whoever deploys and by an Entra token only.

@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string
@description('The principals that may pull images.')
param pullerIds string[]

var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'cr${token}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
    policies: { azureADAuthenticationAsArmPolicy: { status: 'enabled' } }
  }
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for index in range(0, length(pullerIds)): {
    scope: registry
    name: guid(registry.id, string(index), acrPull)
    properties: { principalId: pullerIds[index], principalType: 'ServicePrincipal', roleDefinitionId: acrPull }
  }
]

@description('The host name of the registry.')
output server string = registry.properties.loginServer
