#!/bin/sh
# Brings the database up to date with the image that was just pushed, and waits for it. azd runs this before it deploys the release:
# if it fails, the release that runs stays as it is.
set -eu

: "${SERVICE_WEB_IMAGE_NAME:?azd has pushed no image yet}"
: "${TA_MIGRATE_JOB:?run azd provision first}"
: "${AZURE_RESOURCE_GROUP:?run azd provision first}"

ours() {
  az containerapp job "$@" --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" --name "$TA_MIGRATE_JOB" --output tsv
}

ours update --image "$SERVICE_WEB_IMAGE_NAME" --query name >/dev/null
run=$(ours start --query name)
echo "Migration $run has started."

tries=0
while [ "$tries" -lt 200 ]; do
  tries=$((tries + 1))
  status=$(ours execution show --job-execution-name "$run" --query properties.status)
  case "$status" in
    Succeeded)
      echo "The database is up to date."
      exit 0
      ;;
    Failed | Stopped | Degraded)
      echo "The migration ended as '$status'. Its log: az containerapp job logs show --container migrate --execution $run --resource-group $AZURE_RESOURCE_GROUP --name $TA_MIGRATE_JOB" >&2
      exit 1
      ;;
  esac
  sleep 10
done
echo "The migration still runs after 33 minutes; nothing was deployed." >&2
exit 1
